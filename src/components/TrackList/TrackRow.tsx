'use client';

import { useId } from 'react';
import type { QueueEntry } from '../../playback/queue/queue.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import type { ListRow } from './list-plan.ts';
import type { TrackListModel } from './track-list-model.ts';

interface TrackRowProps {
  entry: QueueEntry;
  row: ListRow;
  /** Until it is downloaded, the row shows its title alone. */
  model: TrackListModel | undefined;
  /** Height to leave empty below it. CSS pixels. */
  below: number;
  current: boolean;
  /** How many entries there are, where not all rows are in the document. */
  count: number | undefined;
  onSelect: (event: Event) => void;
}

/** One track: what it shows is in a button. Renders an `<li>`. */
export function TrackRow({ entry, row, model, below, current, count, onSelect }: TrackRowProps) {
  const { at, above, tabIndex } = row;
  const language = useLanguage();
  const id = useId();
  const content = model?.rowContent({ entry, row, current, id, language });
  return (
    <li
      className="coplay-track"
      data-current={current ? '' : undefined}
      data-unavailable={content?.isUnavailable ? '' : undefined}
      aria-posinset={count && at + 1}
      aria-setsize={count}
      style={above || below ? { marginBlock: `${above}px ${below}px` } : undefined}
    >
      {content?.before}
      <button
        type="button"
        className="coplay-track-button"
        tabIndex={tabIndex}
        data-rating-key={entry.media.ratingKey}
        aria-current={current ? 'true' : undefined}
        aria-describedby={content?.describedBy}
        onClick={(event) => onSelect(event.nativeEvent)}
      >
        {content ? (
          content.face
        ) : (
          <>
            <span />
            <bdi className="coplay-track-title">
              {entry.item?.title || language.messages.untitled}
            </bdi>
          </>
        )}
      </button>
      {content?.after}
    </li>
  );
}
