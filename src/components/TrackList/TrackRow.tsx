'use client';

import { useId } from 'react';
import { clockTime } from '../../i18n/clock-time.ts';
import type { QueueEntry } from '../../playback/queue/queue.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { trackArtist } from '../track-artist.ts';
import type { ListRow } from './track-list-model.ts';

interface TrackRowProps extends ListRow {
  entry: QueueEntry;
  /** Height to leave empty below it. CSS pixels. */
  below: number;
  current: boolean;
  /** Whether to show the artist: when they differ. */
  showArtist: boolean;
  /** How many entries there are, where not all rows are in the document. */
  count: number | undefined;
  onSelect: (event: Event) => void;
}

/** One track: number, title, artist and length in a button. Renders an `<li>`. */
export function TrackRow({ entry, at, current, above, below, count, ...props }: TrackRowProps) {
  const { number = at + 1, disc, isMissing, tabIndex, showArtist, onSelect } = props;
  const { messages, sayDuration } = useLanguage();
  const id = useId();
  const { item, media, error } = entry;
  const title = item?.title || messages.untitled;
  const shownArtist = showArtist && trackArtist(item);
  const seconds = item?.durationSeconds;
  const problem = error ? messages.error(error) : isMissing && messages.fileMissing;
  const descriptions = [disc !== undefined && `${id}d`, problem && `${id}p`].filter(Boolean);
  return (
    <li
      className="coplay-track"
      data-current={current ? '' : undefined}
      data-unavailable={problem ? '' : undefined}
      aria-posinset={count && at + 1}
      aria-setsize={count}
      style={above || below ? { marginBlock: `${above}px ${below}px` } : undefined}
    >
      {disc !== undefined ? (
        <div className="coplay-track-disc" id={`${id}d`} role="heading" aria-level={3}>
          {messages.disc(disc)}
        </div>
      ) : null}
      <button
        type="button"
        className="coplay-track-button"
        tabIndex={tabIndex}
        data-rating-key={media.ratingKey}
        aria-current={current ? 'true' : undefined}
        aria-describedby={descriptions.join(' ') || undefined}
        onClick={(event) => onSelect(event.nativeEvent)}
      >
        <span className="coplay-track-number" aria-hidden="true">
          {current ? <Equalizer /> : number}
        </span>
        <span className="coplay-track-text">
          <bdi className="coplay-track-title">{title}</bdi>
          {problem || shownArtist ? (
            <bdi className="coplay-track-artist">
              {problem ? (
                <span className="coplay-track-problem" title={problem}>
                  {messages.unplayable}
                </span>
              ) : null}
              {problem && shownArtist ? ' · ' : null}
              {shownArtist}
            </bdi>
          ) : null}
        </span>
        {seconds ? (
          <span className="coplay-track-duration">
            <span aria-hidden="true">{clockTime(seconds)}</span>
            <span className="coplay-visually-hidden">{sayDuration(seconds)}</span>
          </span>
        ) : null}
      </button>
      {problem ? (
        <span hidden id={`${id}p`}>
          {problem}
        </span>
      ) : null}
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
