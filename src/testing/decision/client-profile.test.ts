import { describe, expect, it } from 'vitest';
import { augmentProfile, builtInProfile, type ClientProfile } from './client-profile.ts';
import { parseProfileExtra } from './profile-grammar.ts';

const EMPTY: ClientProfile = { directPlay: [], targets: [], limitations: [] };
const TARGET = 'type=videoProfile&context=streaming&protocol=dash';

function augmented(...directives: string[]) {
  return augmentProfile(EMPTY, directives.join('+'));
}

describe('parseProfileExtra', () => {
  it('splits directives at + outside of parentheses', () => {
    const { directives, unread } = parseProfileExtra('a-b(x=1&y=a+b)+c(z=1,2)');
    expect(directives.map(({ verb, values }) => [verb, Object.fromEntries(values)])).toEqual([
      ['a-b', { x: '1', y: 'a+b' }],
      ['c', { z: '1,2' }],
    ]);
    expect(unread).toEqual([]);
  });

  it.each(['', '+', 'nonsense', 'add-limitation(', '(x=1)'])('survives %j', (extra) => {
    expect(parseProfileExtra(extra).directives).toEqual([]);
  });
});

describe('a client profile', () => {
  it.each([
    ['Chrome', undefined, 5],
    ['iOS', undefined, 2],
    ['Chrome', 'Generic', 1],
    ['Flutter', 'Anything', 1],
  ])('of %s, name %s has %i targets', (platform, name, count) => {
    expect(builtInProfile(platform, name)?.targets).toHaveLength(count);
  });

  it('ignores a second target of the same protocol, unless it replaces the first', () => {
    const target = (codec: string, more = '') =>
      `add-transcode-target(${TARGET}&container=mp4&videoCodec=${codec}&audioCodec=aac${more})`;
    const { profile, problems } = augmented(target('h264'), target('hevc'));
    expect(profile.targets.map(({ videoCodec }) => videoCodec)).toEqual([['h264']]);
    expect(problems).toEqual([
      { level: 'ERROR', text: expect.stringContaining('dash already exists') },
    ]);
    const replaced = augmented(target('h264'), target('hevc', '&replace=true'));
    expect(replaced.profile.targets.map(({ videoCodec }) => videoCodec)).toEqual([['hevc']]);
    expect(replaced.problems).toEqual([]);
  });

  it('adds codecs in front or at the back of a target', () => {
    const target = `add-transcode-target(${TARGET}&container=mp4&videoCodec=h264&audioCodec=aac)`;
    const appended = augmented(
      target,
      `append-transcode-target-codec(${TARGET}&videoCodec=hevc%2Cvp9)`,
    );
    expect(appended.profile.targets[0]?.videoCodec).toEqual(['h264', 'hevc', 'vp9']);
    const added = augmented(target, `add-transcode-target-codec(${TARGET}&videoCodec=hevc,h264)`);
    expect(added.profile.targets[0]?.videoCodec).toEqual(['hevc', 'h264']);
  });

  it('replaces all limitations of the same scope and name', () => {
    const limit = (name: string, more = '') =>
      `add-limitation(scope=videoCodec&scopeName=h264&type=upperBound&name=${name}&value=8${more})`;
    const names = ({ profile }: ReturnType<typeof augmented>) =>
      profile.limitations.map(({ name }) => name);
    expect(names(augmented(limit('video.bitDepth'), limit('video.level')))).toHaveLength(2);
    expect(
      names(augmented(limit('video.bitDepth'), limit('video.level', '&replace=true'))),
    ).toEqual(['video.level']);
  });

  it.each([
    ['a verb that is not in the grammar', 'add-direct-play-target(type=videoProfile)'],
    ['a misspelt append', `append-transcode-target-audio-codec(${TARGET}&audioCodec=aac)`],
    ['a target without container', `add-transcode-target(${TARGET}&videoCodec=h264)`],
    [
      'codecs for a target that is not there',
      `append-transcode-target-codec(${TARGET}&videoCodec=vp9)`,
    ],
    [
      'a limitation without value',
      'add-limitation(scope=videoCodec&scopeName=*&type=match&name=x)',
    ],
    [
      'a limitation of an unknown type',
      'add-limitation(scope=a&scopeName=*&type=b&name=x&value=1)',
    ],
    [
      'direct play without subtitles',
      'add-direct-play-profile(type=videoProfile&container=mp4&videoCodec=vp9&audioCodec=opus)',
    ],
    [
      'direct play of anything',
      'add-direct-play-profile(type=videoProfile&container=mp4&videoCodec=*&audioCodec=*&subtitleCodec=*)',
    ],
    ['text', 'hello'],
  ])('is unchanged and logs a line for %s', (_, directive) => {
    const { profile, problems } = augmented(directive);
    expect(profile).toEqual(EMPTY);
    expect(problems).toMatchObject([{ level: 'WARN' }]);
  });
});
