import { describe, expect, it } from 'vitest';
import type { EvictionRule } from '../server-options.ts';
import { findVictims, type Stream } from './eviction.ts';

const video: Stream = {
  playbackId: 'video',
  clientIdentifier: 'one',
  kind: 'video',
  decision: 'transcode',
  decided: true,
  ownId: true,
  order: 1,
};
const music: Stream = {
  ...video,
  playbackId: 'music',
  kind: 'music',
  decision: 'directplay',
  order: 2,
};

const RULES: readonly EvictionRule[] = [
  'off',
  'adhoc',
  'client',
  'client-strict',
  'account-music',
  'strict',
];

/** The rules by which a new stream ends the older one. */
function deadlyRules(newcomer: Stream, older: Stream): EvictionRule[] {
  return RULES.filter((rule) => findVictims(rule, newcomer, [older, newcomer]).includes(older));
}

describe('findVictims', () => {
  it.each<[string, Stream, Stream, EvictionRule[]]>([
    ['own clients, decided', { ...music, clientIdentifier: 'two' }, video, []],
    ['one client, both decided', music, video, ['client-strict', 'strict']],
    [
      'one client, the newcomer cold',
      { ...music, decided: false },
      video,
      ['adhoc', 'client', 'client-strict', 'strict'],
    ],
    [
      'one client, the older cold',
      music,
      { ...video, decided: false },
      ['client', 'client-strict', 'strict'],
    ],
    [
      'one client, no id of its own',
      { ...music, ownId: false },
      video,
      ['client', 'client-strict', 'strict'],
    ],
    [
      'own clients, the newcomer cold',
      { ...music, clientIdentifier: 'two', decided: false },
      video,
      ['adhoc', 'strict'],
    ],
    [
      'own clients, two music transcodes',
      { ...music, clientIdentifier: 'two', decision: 'transcode' },
      { ...video, kind: 'music' },
      ['account-music', 'strict'],
    ],
    [
      'own clients, music transcode beside video',
      { ...music, clientIdentifier: 'two', decision: 'transcode' },
      video,
      [],
    ],
  ])('%s', (_, newcomer, older, rules) => {
    expect(deadlyRules(newcomer, older)).toEqual(rules);
  });

  it('never ends a newer stream, nor the same one', () => {
    expect(findVictims('strict', { ...video, decided: false }, [video, music])).toEqual([]);
  });
});
