'use client';

import { type ForwardedRef, forwardRef, type KeyboardEvent, useEffect, useRef } from 'react';
import type { ChangeCause } from '../../playback/player/player-options.ts';
import type { QueueEntry } from '../../playback/queue/queue.ts';
import { hasModifier } from '../has-modifier.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps } from '../Part/part-props.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { TrackRow } from './TrackRow.tsx';

export interface TrackListState {
  /** Whether there are no entries. */
  readonly empty: boolean;
}

/** A list to choose from: all that an `<ol>` takes but content. */
export interface TrackListProps
  extends Omit<PartProps<'ol', TrackListState>, 'onSelect' | 'children'> {
  /** What `useQueue()` returned as `entries`. */
  entries: readonly QueueEntry[];
  /** Index of the entry that plays; -1 for none. */
  index: number;
  /** Event handler called when the viewer chooses an entry. It does not play by itself. */
  onSelect: (index: number, details: ChangeCause<'list'>) => void;
}

/** The entries of a queue, each a button that selects it. Renders an `<ol>`. */
export const TrackList = forwardRef(function TrackList(
  { entries, index, onSelect, ...host }: TrackListProps,
  ref: ForwardedRef<HTMLOListElement>,
) {
  const { messages } = useLanguage();
  const list = useRef<HTMLOListElement>(null);

  useEffect(() => {
    const row = list.current?.children[index] as HTMLElement | undefined;
    if (list.current && row) reveal(row, list.current);
  }, [index]);

  const artists = new Set(entries.map(({ item }) => item?.grandparentTitle));

  return (
    <Part
      tag="ol"
      host={host}
      state={{ empty: entries.length === 0 } satisfies TrackListState}
      refs={[ref, list]}
      // Without bullets, Safari takes it for a list only with the role.
      role="list"
      aria-label={messages.trackList}
      className="coplay-track-list"
      onKeyDown={moveFocus}
    >
      {entries.map((entry, at) => (
        <TrackRow
          key={entry.currentMediaGuid}
          entry={entry}
          number={at + 1}
          current={at === index}
          showArtist={artists.size > 1}
          onSelect={(event) => onSelect(at, { reason: 'list', event })}
        />
      ))}
    </Part>
  );
});

/** Arrows, Home and End move the focus from row to row. So does Tab. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = rows.indexOf(event.target as HTMLElement);
  if (at < 0 || hasModifier(event)) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  rows[to]?.focus();
}

/** Scrolls the list and not the page. */
function reveal(row: HTMLElement, list: HTMLElement): void {
  const above = row.offsetTop - list.offsetTop - list.scrollTop;
  const below = above + row.offsetHeight - list.clientHeight;
  if (above < 0) list.scrollTop += above;
  else if (below > 0) list.scrollTop += below;
}
