import { afterEach, describe, expect, it, vi } from 'vitest';
import { SilentElement } from '../../testing/test-support/silent-element.ts';
import type { TrackKind } from './next-tracks-step.ts';
import { watchTracks } from './watch-tracks.ts';

/** What a browser tells of its decoders, beyond what every element has. */
interface Tells {
  readonly frames?: number;
  readonly videoWidth?: number;
  readonly webkitAudioDecodedByteCount?: number;
  readonly webkitDecodedFrameCount?: number;
  readonly mozHasAudio?: boolean;
  readonly audioTracks?: { readonly length: number };
  readonly ownerDocument?: { readonly hidden: boolean };
}

const lives: AbortController[] = [];
afterEach(() => {
  for (const life of lives.splice(0)) life.abort();
});

/** Plays 3 s, and returns the tracks that counted as silent. */
function played(tells: Tells, expected: readonly TrackKind[] = ['video', 'audio']): TrackKind[] {
  const { frames, ...rest } = tells;
  const element = new SilentElement('video', { paused: false, readyState: 4 });
  Object.assign(element, rest, frames !== undefined && quality(frames));
  const onSilent = vi.fn();
  const life = new AbortController();
  lives.push(life);
  const { signal } = life;
  watchTracks(element as unknown as HTMLMediaElement, expected, { signal, onSilent });
  for (let at = 0; at <= 12; at += 1) element.tell('timeupdate', { currentTime: at / 4 });
  return onSilent.mock.calls.map(([kind]) => kind);
}

const quality = (totalVideoFrames: number) => ({
  getVideoPlaybackQuality: () => ({ totalVideoFrames }),
});

describe('watchTracks', () => {
  it.each<[string, Tells, TrackKind[]]>([
    [
      'Chromium: the picture is not decoded',
      { frames: 0, videoWidth: 0, webkitAudioDecodedByteCount: 22_606 },
      ['video'],
    ],
    [
      'Chromium: the sound is not decoded',
      { frames: 58, videoWidth: 320, webkitAudioDecodedByteCount: 0 },
      ['audio'],
    ],
    [
      'Chromium: both are',
      { frames: 58, videoWidth: 320, webkitAudioDecodedByteCount: 22_606 },
      [],
    ],
    [
      'Firefox: the sound is not decoded',
      { frames: 58, videoWidth: 320, mozHasAudio: false },
      ['audio'],
    ],
    ['Firefox: both are', { frames: 58, videoWidth: 320, mozHasAudio: true }, []],
    [
      'Firefox without statistics, which counts no frame of a picture that is there',
      { frames: 0, videoWidth: 320, mozHasAudio: true },
      [],
    ],
    [
      'WebKit, whose count of bytes stays 0 although there is sound',
      { frames: 58, videoWidth: 320, webkitAudioDecodedByteCount: 0, audioTracks: { length: 1 } },
      [],
    ],
    [
      'WebKit, which counts no frames of a file',
      { frames: 0, videoWidth: 320, audioTracks: { length: 1 } },
      [],
    ],
    [
      'WebKit: the sound is not decoded',
      { frames: 58, videoWidth: 320, webkitAudioDecodedByteCount: 0, audioTracks: { length: 0 } },
      ['audio'],
    ],
    ['an old WebKit', { webkitDecodedFrameCount: 0, videoWidth: 0 }, ['video']],
    ['a browser that tells nothing', {}, []],
    ['a page that nobody sees', { frames: 0, videoWidth: 0, ownerDocument: { hidden: true } }, []],
  ])('%s', (_, tells, silent) => {
    expect(played(tells)).toEqual(silent);
  });

  it('expects no track that the file does not have', () => {
    expect(played({ frames: 0, videoWidth: 0, webkitAudioDecodedByteCount: 9 }, ['audio'])).toEqual(
      [],
    );
    expect(played({ frames: 9, videoWidth: 9, webkitAudioDecodedByteCount: 0 }, ['video'])).toEqual(
      [],
    );
  });
});
