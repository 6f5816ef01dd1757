'use client';

import {
  type CSSProperties,
  type ForwardedRef,
  forwardRef,
  useEffect,
  useReducer,
  useRef,
  useState,
} from 'react';
import { useIsomorphicLayoutEffect } from '../../hooks/useIsomorphicLayoutEffect.ts';
import type { ChangeCause } from '../../playback/player/player-options.ts';
import type { QueueEntry } from '../../playback/queue/queue.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps } from '../Part/part-props.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { MOST_ROWS, planAround, ROW_HEIGHT } from './list-plan.ts';
import { loadTrackListModel } from './load-track-list-model.ts';
import { TrackRow } from './TrackRow.tsx';
import type { ListView, TrackListModel } from './track-list-model.ts';

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
  /** Event handler called with the indexes of the rows that are in the document. Pass `showRows` of `useQueue()`. */
  onRowsShown?: ((indexes: readonly number[]) => void) | undefined;
}

/** Between two tries to download what is missing. Milliseconds. */
const PAUSE_MS = 2_000;

/**
 * The entries of a queue, each a button that selects it. Renders an `<ol>`. Of more than 50 entries only the rows that can be seen are
 * in the document.
 *
 * The list is one tab stop, at the current entry. Arrows, Home, End, Page Up and Page Down move the focus from row to row, and letters
 * and digits to the next title that begins so. These keys are no shortcuts of the player then. After a click on a row, letters and
 * digits are, until another key moves the focus.
 */
export const TrackList = forwardRef(function TrackList(
  { entries, index, onSelect, onRowsShown, ...host }: TrackListProps,
  ref: ForwardedRef<HTMLOListElement>,
) {
  const { messages } = useLanguage();
  const list = useRef<HTMLOListElement>(null);
  const [, render] = useReducer((renders: number) => renders + 1, 0);
  const [model, setModel] = useState<TrackListModel>();
  const [scrolled, setScrolled] = useState<{
    readonly to: number;
    readonly current: string | undefined;
  }>();
  const tryAgainAt = useRef(0);
  const count = entries.length;
  const current = entries[index]?.currentMediaGuid;
  // Another track counts more than where the viewer has scrolled to before.
  const middle = scrolled && scrolled.current === current ? scrolled.to : Math.max(0, index);
  const { rows, below }: ListView =
    model?.view({ entries, index, middle, untitled: messages.untitled }) ??
    planAround(middle, count);

  const open = () =>
    loadTrackListModel().then(
      ({ TrackListModel }) => {
        const element = list.current;
        if (element) setModel((known) => known ?? new TrackListModel(element, render));
      },
      // Its rows are there, and each is a tab stop.
      () => {},
    );

  // biome-ignore lint/correctness/useExhaustiveDependencies: each `open` does the same
  useEffect(() => void open(), []);
  useIsomorphicLayoutEffect(() => model?.commit());
  useIsomorphicLayoutEffect(() => () => model?.close(), [model]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another track scrolls the list
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[data-current]');
    if (list.current && row) reveal(row, list.current);
  }, [current]);

  const shown = rows.map(({ at }) => at);
  // biome-ignore lint/correctness/useExhaustiveDependencies: called for other rows, and for another track
  useEffect(() => {
    onRowsShown?.(shown);
  }, [String(shown), current]);

  function onScroll(): void {
    if (count <= MOST_ROWS || model?.knowsView || !list.current) return;
    const { scrollTop, clientHeight } = list.current;
    setScrolled({ to: Math.floor((scrollTop + clientHeight / 2) / ROW_HEIGHT), current });
    const now = performance.now();
    if (now < tryAgainAt.current) return;
    tryAgainAt.current = now + PAUSE_MS;
    if (model) model.open();
    else void open();
  }

  return (
    <Part
      tag="ol"
      host={host}
      state={{ empty: count === 0 } satisfies TrackListState}
      refs={[ref, list]}
      // Without bullets, Safari takes it for a list only with the role.
      role="list"
      aria-label={messages.trackList}
      className="coplay-track-list"
      style={{ '--_digits': `${String(count).length}ch` } as CSSProperties}
      {...model?.handlers}
      onScroll={onScroll}
    >
      {rows.map((row, nth) => {
        const { at } = row;
        const entry = entries[at];
        return (
          entry && (
            <TrackRow
              key={entry.currentMediaGuid}
              entry={entry}
              row={row}
              model={model}
              below={nth === rows.length - 1 ? below : 0}
              current={at === index}
              count={count > MOST_ROWS ? count : undefined}
              onSelect={(event) => onSelect(at, { reason: 'list', event })}
            />
          )
        );
      })}
    </Part>
  );
});

/** Scrolls the list and not the page. */
function reveal(row: HTMLElement, list: HTMLElement): void {
  const above = row.offsetTop - list.offsetTop - list.scrollTop;
  const below = above + row.offsetHeight - list.clientHeight;
  if (above < 0) list.scrollTop += above;
  else if (below > 0) list.scrollTop += below;
}
