'use client';

import { clsx } from 'clsx';
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  forwardRef,
  type KeyboardEvent,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react';
import type { QueueEntry } from '../../playback/queue/queue.ts';
import { chainHandlers } from '../chain-handlers.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { TrackRow } from './TrackRow.tsx';

/** A queue to pick from: what is in it, and all that an `<ol>` takes. Picking plays nothing until the host does it. */
export interface TrackListProps extends Omit<ComponentPropsWithoutRef<'ol'>, 'onSelect'> {
  /** What `useQueue()` returned as `entries`. */
  entries: readonly QueueEntry[];
  /** Index of the entry that plays; -1 for none. */
  index: number;
  /** Event handler called when the viewer picks a track. */
  onSelect: (index: number) => void;
}

/** The entries of a queue, each a button that plays it. Renders an `<ol>`. */
export const TrackList = forwardRef(function TrackList(
  { entries, index, onSelect, className, onKeyDown, ...rest }: TrackListProps,
  ref: ForwardedRef<HTMLOListElement>,
) {
  const { messages } = useLanguage();
  const list = useRef<HTMLOListElement>(null);
  useImperativeHandle<HTMLOListElement | null, HTMLOListElement | null>(
    ref,
    () => list.current,
    [],
  );

  useEffect(() => {
    const row = list.current?.children[index];
    if (list.current && row instanceof HTMLElement) reveal(row, list.current);
  }, [index]);

  const artists = new Set(entries.map(({ item }) => item?.grandparentTitle));

  return (
    <ol
      // biome-ignore lint/a11y/noRedundantRoles: without bullets it is no list to Safari, but for the role
      role="list"
      aria-label={messages.trackList}
      {...rest}
      ref={list}
      className={clsx('coplay-track-list', className)}
      onKeyDown={chainHandlers(onKeyDown, moveFocus)}
    >
      {entries.map((entry, at) => (
        <TrackRow
          key={entry.currentMediaGuid}
          entry={entry}
          number={at + 1}
          current={at === index}
          showArtist={artists.size > 1}
          onSelect={() => onSelect(at)}
        />
      ))}
    </ol>
  );
});

/** Arrows, Home and End go from row to row; Tab does too, one by one. */
function moveFocus(event: KeyboardEvent<HTMLOListElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = rows.indexOf(event.target as HTMLElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  rows[to]?.focus();
}

/** Scrolls the list, and never the page. */
function reveal(row: HTMLElement, list: HTMLElement): void {
  const above = row.offsetTop - list.offsetTop - list.scrollTop;
  const below = above + row.offsetHeight - list.clientHeight;
  if (above < 0) list.scrollTop += above;
  else if (below > 0) list.scrollTop += below;
}
