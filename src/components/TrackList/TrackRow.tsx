'use client';

import { clockTime } from '../../i18n/clock-time.ts';
import type { QueueEntry } from '../../playback/queue/queue.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';

interface TrackRowProps {
  entry: QueueEntry;
  /** Place in the list, from 1. */
  number: number;
  current: boolean;
  /** Whether to show the artist: when they differ. */
  showArtist: boolean;
  onSelect: (event: Event) => void;
}

/** One track: number, title, artist and length in a button. Renders an `<li>`. */
export function TrackRow({ entry, number, current, showArtist, onSelect }: TrackRowProps) {
  const { messages, sayDuration } = useLanguage();
  const { item, media } = entry;
  const title = item?.title || messages.untitled;
  const artist = item?.grandparentTitle;
  const seconds = item?.durationSeconds;
  return (
    <li className="coplay-track" data-current={current ? '' : undefined}>
      <button
        type="button"
        className="coplay-track-button"
        data-rating-key={media.ratingKey}
        aria-current={current ? 'true' : undefined}
        onClick={(event) => onSelect(event.nativeEvent)}
      >
        <span className="coplay-track-number" aria-hidden="true">
          {current ? <Equalizer /> : number}
        </span>
        <span className="coplay-track-text">
          <bdi className="coplay-track-title">{title}</bdi>
          {artist && showArtist ? <bdi className="coplay-track-artist">{artist}</bdi> : null}
        </span>
        {seconds ? (
          <span className="coplay-track-duration">
            <span aria-hidden="true">{clockTime(seconds)}</span>
            <span className="coplay-visually-hidden">{sayDuration(seconds)}</span>
          </span>
        ) : null}
      </button>
    </li>
  );
}

/** Three bars that move while the track plays. */
function Equalizer() {
  return (
    <span className="coplay-equalizer">
      <span />
      <span />
      <span />
    </span>
  );
}
