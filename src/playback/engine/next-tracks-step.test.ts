import { describe, expect, it } from 'vitest';
import {
  initialTracksState,
  nextTracksStep,
  type TrackKind,
  type TracksFacts,
} from './next-tracks-step.ts';

const both = ['video', 'audio'] as const;
const nothing = { video: 0, audio: 0 } as const;
type Look = Partial<TracksFacts>;

/** The silent track after these looks, and what is still missing. */
function lookAt(looks: readonly Look[], expected: readonly TrackKind[] = both) {
  let state = initialTracksState(expected);
  for (const look of looks) {
    const next = nextTracksStep(state, { position: 0, isPlaying: true, decoded: nothing, ...look });
    state = next.state;
    if (next.silent) return { silent: next.silent, missing: state.missing };
  }
  return { silent: undefined, missing: state.missing };
}

/** Plays from one position to another, in looks of a quarter of a second. */
const plays = (from: number, to: number, look: Look = {}): Look[] =>
  Array.from({ length: (to - from) * 4 + 1 }, (_, index) => ({
    position: from + index / 4,
    ...look,
  }));
const onlyVideo = { decoded: { video: 9, audio: 0 } };

describe('nextTracksStep', () => {
  it.each<[string, readonly Look[], TrackKind | undefined]>([
    ['sound is missing', plays(0, 2, onlyVideo), 'audio'],
    ['the picture is missing', plays(0, 2, { decoded: { video: 0, audio: 9 } }), 'video'],
    ['less than 2 s were played', plays(0, 1.75, onlyVideo), undefined],
    ['both are decoded', plays(0, 9, { decoded: { video: 1, audio: 1 } }), undefined],
    [
      'the browser does not tell of sound',
      plays(0, 9, { decoded: { video: 1, audio: undefined } }),
      undefined,
    ],
    [
      'sound comes late',
      [...plays(0, 1.5, onlyVideo), ...plays(1.75, 9, { decoded: { video: 9, audio: 1 } })],
      undefined,
    ],
    ['the page is hidden', plays(0, 9, { ...onlyVideo, isPlaying: false }), undefined],
    [
      '2 s were played in two parts',
      [...plays(0, 1, onlyVideo), { ...onlyVideo, isPlaying: false }, ...plays(30, 31, onlyVideo)],
      'audio',
    ],
    [
      'seeks take no time',
      [0, 10, 20, 30, 5].map((position) => ({ ...onlyVideo, position })),
      undefined,
    ],
    ['it plays backwards', plays(0, 9, onlyVideo).reverse(), undefined],
  ])('%s', (_, looks, silent) => {
    expect(lookAt(looks).silent).toBe(silent);
  });

  it('expects only the tracks that there are', () => {
    expect(lookAt(plays(0, 9), []).silent).toBeUndefined();
    expect(lookAt(plays(0, 9, onlyVideo), ['video'])).toEqual({ silent: undefined, missing: [] });
  });

  it('keeps what was decoded once', () => {
    const looks = [{ decoded: { video: 1, audio: 1 } }, ...plays(0, 9)];
    expect(lookAt(looks)).toEqual({ silent: undefined, missing: [] });
  });
});
