import { describe, expect, it } from 'vitest';
import type { ServerSnapshot } from '../../src/testing/index.ts';
import type { ChaosObservation } from './page/media-watch.ts';
import { problemsOf } from './problems.ts';

const HEALED_AT = 1_000_000;

const media = {
  position: 42,
  at: HEALED_AT + 5_000,
  isPlaying: true,
  waiting: 0,
  stalledMs: 0,
  hitches: 0,
  hitchMs: 0,
  longestGapMs: 0,
  tracksEnded: 0,
  worstDrift: 0.1,
  worstJump: -0.2,
  worstEnd: 0,
};

const good: ChaosObservation = {
  drawn: { block: 8, position: 42 },
  video: media,
  audio: media,
  renewals: 3,
  failures: [],
  diary: [],
};

function snapshotOf(patch: object = {}, time = '40000'): ServerSnapshot {
  const request = { path: '/:/timeline', status: 200, query: { state: 'playing', time } };
  return {
    devices: [{}, {}],
    resources: [
      { kind: 'video', playbackId: 'v' },
      { kind: 'music', playbackId: 'm' },
    ],
    jobs: [{ playbackId: 'v' }],
    ended: [],
    log: [],
    requests: ['v', 'm'].map((playbackId) => ({ ...request, playbackId, time: HEALED_AT + 3_000 })),
    ...patch,
  } as unknown as ServerSnapshot;
}

describe('the verdict on a chaos run', () => {
  it('has no problems for a good run', () => {
    expect(problemsOf(good, snapshotOf(), HEALED_AT)).toEqual([]);
  });

  it.each<[string, Partial<ChaosObservation>, RegExp]>([
    ['a player that gave up', { failures: ['session-storm: …'] }, /gave up: session-storm/],
    ['a wrong blame', { failures: ['evicted-by-sibling: …'] }, /blames the other one/],
    ['a freeze', { video: { ...media, worstDrift: -1.4 } }, /video was -1.40 s off the clock/],
    ['a lost position', { audio: { ...media, worstJump: 3 } }, /music went on 3.00 s from/],
    ['a track cut short', { audio: { ...media, worstEnd: 9 } }, /ended 9.00 s before its end/],
    ['another position', { video: { ...media, position: 44 } }, /server believes 42.00 s/],
    ['another picture', { drawn: { block: 9, position: 42 } }, /picture is not that of 42 s/],
  ])('names %s', (_, patch, sentence) => {
    const problems = problemsOf({ ...good, ...patch }, snapshotOf(), HEALED_AT);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(sentence);
  });

  it.each<[string, object, RegExp]>([
    ['an extra stream', { resources: [...snapshotOf().resources, { kind: 'video' }] }, /holds/],
    ['a second transcode', { jobs: [{ playbackId: 'v' }, { playbackId: 'v' }] }, /2 transcodes/],
    ['an orphan', { jobs: [{ playbackId: 'old' }] }, /1 transcodes/],
    ['a third device', { devices: [{}, {}, {}] }, /3 devices/],
    ['silence', { requests: snapshotOf().requests.slice(0, 1) }, /heard nothing of the music/],
  ])('names %s', (_, patch, sentence) => {
    const problems = problemsOf(good, snapshotOf(patch), HEALED_AT);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(sentence);
  });

  it('accepts a picture that is up to a second early or late', () => {
    const at = (block: number, position: number) =>
      problemsOf({ ...good, drawn: { block, position } }, snapshotOf(), HEALED_AT).length;
    expect([at(8, 39.5), at(7, 40.4), at(11, 60.2), at(8, 38.5)]).toEqual([0, 0, 0, 1]);
  });
});
