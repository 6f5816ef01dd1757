import type { PlexServerSettings } from '../server-options.ts';
import type { LibraryItem } from './library-item.ts';

/** The position from which on an item counts as watched, in milliseconds. An item without credits has the share alone. */
export function watchedFrom(
  { durationMs, video }: LibraryItem,
  { playedAt, playedPercent }: Pick<PlexServerSettings, 'playedAt' | 'playedPercent'>,
): number {
  const share = (durationMs * playedPercent) / 100;
  const credits = (video?.markers ?? [])
    .filter(({ type }) => type === 'credits')
    .sort((a, b) => a.startMs - b.startMs);
  const first = credits[0]?.startMs ?? share;
  const final = credits.find((marker) => marker.final)?.startMs ?? share;
  switch (playedAt) {
    case 'share':
      return share;
    case 'final-credits':
      return final;
    case 'first-credits':
      return first;
    case 'earliest':
      return Math.min(share, first);
  }
}
