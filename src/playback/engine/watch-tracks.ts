import { initialTracksState, nextTracksStep, type TrackKind } from './next-tracks-step.ts';
import { isRemote } from './watch-element.ts';

/** What browsers tell of their decoders beyond the standard. */
interface Counters {
  readonly webkitAudioDecodedByteCount?: number;
  readonly webkitDecodedFrameCount?: number;
  readonly mozHasAudio?: boolean;
  readonly audioTracks?: { readonly length: number };
}

/**
 * Watches whether each track that an element is given is decoded, until each was. Calls `onSilent` once, with the track of which
 * nothing is decoded though the others play. Costs nothing after that.
 */
export function watchTracks(
  media: HTMLMediaElement,
  expected: readonly TrackKind[],
  { signal, onSilent }: { signal: AbortSignal; onSilent(kind: TrackKind): void },
): void {
  const life = new AbortController();
  const ends = AbortSignal.any([signal, life.signal]);
  let state = initialTracksState(expected.filter((kind) => decodedOf(media, kind) !== undefined));

  function look(): void {
    const { paused, seeking, readyState, currentTime, ownerDocument } = media;
    const isHere = !ownerDocument?.hidden && !isRemote(media);
    const isPlaying = !paused && !seeking && readyState > 2 && isHere;
    const decoded = { video: decodedOf(media, 'video'), audio: decodedOf(media, 'audio') };
    const next = nextTracksStep(state, { position: currentTime, isPlaying, decoded });
    state = next.state;
    if (state.missing.length === 0 || next.silent) life.abort();
    if (next.silent) onSilent(next.silent);
  }

  for (const name of ['timeupdate', 'pause', 'seeking'])
    media.addEventListener(name, look, { signal: ends });
}

/**
 * How much was decoded of a track, by whichever figure says that something was; `undefined` where the browser tells nothing. One
 * figure alone proves nothing: WebKit's count of bytes and Firefox's count of frames may stay 0 for what plays. Browsers give
 * a picture that they do not decode no size, and a sound no track.
 */
function decodedOf(media: HTMLMediaElement & Counters, kind: TrackKind): number | undefined {
  const video = media as Partial<HTMLVideoElement>;
  const { webkitAudioDecodedByteCount, mozHasAudio, audioTracks } = media;
  const told =
    kind === 'video'
      ? [video.getVideoPlaybackQuality?.().totalVideoFrames, media.webkitDecodedFrameCount]
      : [webkitAudioDecodedByteCount, mozHasAudio, audioTracks?.length];
  const figures = told.filter((figure) => figure !== undefined).map(Number);
  if (figures.length === 0) return undefined;
  return Math.max(...figures, kind === 'video' ? (video.videoWidth ?? 0) : 0);
}
