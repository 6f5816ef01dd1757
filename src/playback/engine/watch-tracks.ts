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

/** Frames, or bytes or tracks of sound; `undefined` where the browser does not tell. */
function decodedOf(media: HTMLMediaElement & Counters, kind: TrackKind): number | undefined {
  if (kind === 'video') {
    const quality = media as Partial<HTMLVideoElement>;
    return quality.getVideoPlaybackQuality?.().totalVideoFrames ?? media.webkitDecodedFrameCount;
  }
  const { webkitAudioDecodedByteCount: bytes, mozHasAudio, audioTracks } = media;
  return bytes ?? (mozHasAudio === undefined ? audioTracks?.length : Number(mozHasAudio));
}
