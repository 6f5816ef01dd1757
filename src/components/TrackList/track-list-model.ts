'use client';

import type { FocusEvent, KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { createChunkLoader } from '../../playback/core/chunk-loader.ts';
import { isMissing } from '../../playback/queue/is-missing.ts';
import type { QueueEntry } from '../../playback/queue/queue.ts';
import { findTitle } from './find-title.ts';
import { type ListPlan, type ListRow, MOST_ROWS, type PlannedRow } from './list-plan.ts';
import type { ListWindow } from './list-window.ts';
import { planPinned } from './plan-rows.ts';
import { rowContent } from './row-content.tsx';
import { type RowLabels, rowLabels } from './row-labels.ts';

/** What a list shows. */
export interface ListContent {
  readonly entries: readonly QueueEntry[];
  /** Index of the entry that plays; -1 for none. */
  readonly index: number;
  /** The title of a track without one. */
  readonly untitled: string;
  /** The row around which rows are shown as long as the rows that can be seen are unknown. */
  readonly middle: number;
}

/** The rows in the document. */
export interface ListView extends ListPlan {
  readonly rows: readonly ListRow[];
}

/** Letters that follow one another within this time are one word. Milliseconds. */
const TYPING_MS = 500;

const loadListWindow = createChunkLoader(() => import('./list-window.ts'));

/**
 * What a list does besides showing its first rows: it keeps the rows of a long list in the document that can be seen, and moves the
 * focus by keys.
 */
export class TrackListModel {
  readonly #list: HTMLElement;
  readonly #render: () => void;
  #content: ListContent = { entries: [], index: -1, untitled: '', middle: 0 };
  #labels: RowLabels = rowLabels([]);
  #rows: readonly PlannedRow[] = [];
  #window: ListWindow | undefined;
  #isClosed = false;
  /** The row that has the focus, or had it last while nothing else has. */
  #focused: { readonly at: number; readonly guid: string } | undefined;
  /** Whether the row with the focus is removed: the one that takes its place gets it. */
  #isOrphaned = false;
  #typed = { letters: '', until: 0 };
  #byPointer = false;

  /** @param render Renders the list again. */
  constructor(list: HTMLElement, render: () => void) {
    this.#list = list;
    this.#render = render;
  }

  /** The rows to render for this content. Call it in each render. */
  view(content: ListContent): ListView {
    const { entries, index, middle } = content;
    if (entries !== this.#content.entries) {
      this.#labels = rowLabels(entries);
      const before = this.#focused;
      this.#focused = movedTo(entries, before);
      if (before && !this.#focused && this.#hasFocus()) {
        this.#content = content;
        this.#isOrphaned = true;
        this.#hold(Math.min(before.at, entries.length - 1));
      }
    }
    this.#content = content;
    const tabStop = this.#focused?.at ?? Math.max(0, index);
    const pinned = [index, tabStop];
    const count = entries.length;
    const plan =
      (count > MOST_ROWS ? this.#window?.plan({ entries, pinned }) : undefined) ??
      planPinned(middle, pinned, count);
    this.#rows = plan.rows;
    return {
      ...plan,
      rows: plan.rows.map((row) => ({
        ...row,
        number: this.#labels.numberOf(row.at),
        disc: this.#labels.discOf(row.at),
        showsArtist: this.#labels.showsArtist,
        isMissing: isMissing(entries[row.at]?.item),
        tabIndex: row.at === tabStop ? 0 : -1,
      })),
    };
  }

  readonly rowContent = rowContent;

  /** Call it after each render. */
  commit(): void {
    this.#isClosed = false;
    if (this.#isOrphaned) this.#adopt();
    if (this.#content.entries.length <= MOST_ROWS) return;
    if (this.#window) this.#window.commit();
    else this.open();
  }

  /** Loads what finds out which rows can be seen. While that fails, a scroll tries it again. */
  open(): void {
    loadListWindow().then(
      ({ ListWindow }) => {
        if (this.#isClosed || this.#window) return;
        this.#window = new ListWindow(this.#list, this.#rows, this.#render);
        this.#render();
      },
      () => {},
    );
  }

  /** Whether it knows which rows can be seen. */
  get knowsView(): boolean {
    return this.#window !== undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.#window?.close();
  }

  readonly handlers = {
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const at = this.#rowOf(target);
      if (at === this.#focused?.at) return;
      this.#hold(at);
      this.#render();
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      // Without a target the window has lost the focus, or nothing has it.
      if (!relatedTarget || currentTarget.contains(relatedTarget)) return;
      this.#focused = undefined;
      this.#byPointer = false;
      this.#render();
    },
    onPointerDown: () => {
      this.#byPointer = true;
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      // A held Enter would click again and again.
      if (event.repeat && event.key === 'Enter') event.preventDefault();
      const from = this.#rowOf(event.target);
      if (from === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      const to = event.shiftKey ? undefined : this.#moves(from, event)[event.key];
      if (to !== undefined) this.#focus(to);
      else if (!this.#type(from, event)) return;
      // What moves the focus is no shortcut of the player.
      event.preventDefault();
    },
  };

  #moves(from: number, { target }: KeyboardEvent): Readonly<Record<string, number>> {
    const last = this.#content.entries.length - 1;
    const rowHeight = (target as HTMLElement).offsetHeight || 1;
    // A list without a height of its own scrolls with the page.
    const { clientHeight } = this.#list.ownerDocument.documentElement;
    const seen = Math.min(this.#list.clientHeight, clientHeight || Number.POSITIVE_INFINITY);
    const page = Math.max(1, Math.floor(seen / rowHeight));
    return {
      ArrowDown: Math.min(last, from + 1),
      ArrowUp: Math.max(0, from - 1),
      Home: 0,
      End: last,
      PageDown: Math.min(last, from + page),
      PageUp: Math.max(0, from - page),
    };
  }

  /** Moves the focus by a letter. Returns `false` for what is none. */
  #type(from: number, { key, repeat }: KeyboardEvent): boolean {
    const now = performance.now();
    const goesOn = now < this.#typed.until;
    // Space presses the button, unless it is inside of a word.
    if (key.length !== 1 || this.#byPointer || (key === ' ' && !goesOn)) return false;
    if (repeat) return true;
    const letters = (goesOn ? this.#typed.letters : '') + key;
    this.#typed = { letters, until: now + TYPING_MS };
    const { entries, untitled } = this.#content;
    const titleOf = (at: number) => entries[at]?.item?.title || untitled;
    const found = findTitle(entries.length, titleOf, letters, from);
    if (found >= 0) this.#focus(found);
    return true;
  }

  /** Moves the focus to a row, which may not be in the document yet. */
  #focus(at: number): void {
    this.#byPointer = false;
    this.#hold(at);
    flushSync(this.#render);
    this.#buttons()[this.#rows.findIndex((row) => row.at === at)]?.focus();
  }

  /** Gives the focus to the row that took the place of a removed one, or to the player when there is none. */
  #adopt(): void {
    this.#isOrphaned = false;
    const nth = this.#rows.findIndex(({ at }) => at === this.#focused?.at);
    const heir = this.#buttons()[nth] ?? this.#list.closest<HTMLElement>('.coplay-player');
    heir?.focus({ preventScroll: true });
  }

  #hasFocus(): boolean {
    const { activeElement } = this.#list.getRootNode() as Document | ShadowRoot;
    return this.#list.contains(activeElement);
  }

  #hold(at: number | undefined): void {
    const guid = at === undefined ? undefined : this.#content.entries[at]?.currentMediaGuid;
    if (at !== undefined && guid !== undefined) this.#focused = { at, guid };
  }

  /** The index of the row that an event comes from. */
  #rowOf(target: EventTarget): number | undefined {
    return this.#rows[this.#buttons().indexOf(target as HTMLElement)]?.at;
  }

  #buttons(): HTMLElement[] {
    return [...this.#list.querySelectorAll('button')];
  }
}

/** Where an entry is in another list. */
function movedTo<T extends { readonly at: number; readonly guid: string }>(
  entries: readonly QueueEntry[],
  entry: T | undefined,
): T | undefined {
  if (!entry || entries[entry.at]?.currentMediaGuid === entry.guid) return entry;
  const at = entries.findIndex(({ currentMediaGuid }) => currentMediaGuid === entry.guid);
  return at < 0 ? undefined : { ...entry, at };
}
