'use client';

import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { flushSync } from 'react-dom';
import type { QueueEntry } from '../../playback/queue/queue.ts';
import { type ListPlan, MOST_ROWS, type PlannedRow, ROW_HEIGHT } from './list-plan.ts';
import { planRows, withPinned } from './plan-rows.ts';

type Scroller = Element | Window;
type Options = VirtualizerOptions<Scroller, HTMLElement>;

/** What is to be shown. */
interface WindowContent {
  readonly entries: readonly QueueEntry[];
  /** Rows that stay in the document, wherever the list is scrolled to. */
  readonly pinned: readonly number[];
}

/** Rows above and below those that can be seen. */
const OVERSCAN = 8;

/**
 * Keeps the rows of a long list in the document that can be seen. It renders nothing: {@link plan} says which rows to render, and
 * {@link commit} measures them. The list scrolls by itself, or with an ancestor or the page where a host gave it no height.
 */
export class ListWindow {
  readonly #list: HTMLElement;
  readonly #render: () => void;
  readonly #virtualizer: Virtualizer<Scroller, HTMLElement>;
  readonly #rowHeight: number;
  readonly #padding: number;
  #entries: readonly QueueEntry[] = [];
  /** Made anew for other entries: the virtualiser looks for changes of its names only then. */
  #keyOf: (at: number) => string = String;
  readonly #initially: Pick<Options, 'initialOffset' | 'initialRect'>;
  #margin = 0;
  #isCommitting = false;

  /**
   * @param list The element whose children are the rows that were planned without measures, in order.
   * @param shown These rows.
   * @param render Renders the list again.
   */
  constructor(list: HTMLElement, shown: readonly PlannedRow[], render: () => void) {
    this.#list = list;
    this.#render = render;
    this.#padding = Number.parseFloat(getComputedStyle(list).paddingBlockStart) || 0;
    this.#rowHeight = heightOf(list.lastElementChild) || ROW_HEIGHT;
    this.#initially = {
      initialOffset: this.#offset(shown),
      initialRect: { width: 0, height: list.clientHeight },
    };
    this.#virtualizer = new Virtualizer(this.#options([]));
    this.#virtualizer.indexFromElement = (row) => Number(row.ariaPosInSet) - 1;
  }

  /** The rows to render; `undefined` while the list has no height. */
  plan({ entries, pinned }: WindowContent): ListPlan | undefined {
    if (entries !== this.#entries) {
      this.#entries = entries;
      this.#keyOf = (at) => entries[at]?.currentMediaGuid ?? '';
    }
    this.#virtualizer.setOptions(this.#options(pinned));
    const items = this.#virtualizer.getVirtualItems();
    if (items.length === 0) return undefined;
    const before = this.#padding + this.#margin;
    const bounds = new Map(
      items.map(({ index, start, end }) => [index, { start: start - before, end: end - before }]),
    );
    return planRows(
      [...bounds.keys()],
      (at) => bounds.get(at) ?? { start: 0, end: 0 },
      this.#virtualizer.getTotalSize() - this.#padding,
    );
  }

  /** Measures the rows that were rendered. Call it after each render. */
  commit(): void {
    this.#isCommitting = true;
    const scroller = scrollerOf(this.#list);
    const margin = scroller === this.#list ? 0 : distance(this.#list, scroller);
    if (Math.abs(margin - this.#margin) > 1) {
      this.#margin = margin;
      this.#render();
    }
    this.#virtualizer._willUpdate();
    for (const row of this.#list.children) this.#virtualizer.measureElement(row as HTMLElement);
    this.#virtualizer.measureElement(null);
    this.#isCommitting = false;
  }

  /** Stops to observe the list. The next {@link commit} begins again. */
  close(): void {
    this.#virtualizer._didMount()();
  }

  /** How far the list is scrolled. The row at its top stays there, although those above it turn out to have another height. */
  #offset(shown: readonly PlannedRow[]): number {
    const list = this.#list;
    const scroller = scrollerOf(list);
    if (scroller !== list) return offsetOf(scroller);
    if (list.scrollTop === 0) return 0;
    const { top } = list.getBoundingClientRect();
    const nth = [...list.children].findIndex((row) => row.getBoundingClientRect().bottom > top);
    const row = list.children[nth];
    if (!row) return list.scrollTop;
    const before = this.#padding + (shown[nth]?.at ?? 0) * this.#rowHeight;
    return before + top - row.getBoundingClientRect().top;
  }

  #options(pinned: readonly number[]): Options {
    const count = this.#entries.length;
    return {
      ...this.#initially,
      count,
      getItemKey: this.#keyOf,
      overscan: OVERSCAN,
      paddingStart: this.#padding,
      scrollMargin: this.#margin,
      getScrollElement: () => scrollerOf(this.#list),
      estimateSize: () => this.#rowHeight,
      measureElement: (row, entry, { itemSizeCache }) =>
        entry?.borderBoxSize?.[0]?.blockSize ||
        itemSizeCache.get(this.#keyOf(Number(row.ariaPosInSet) - 1)) ||
        heightOf(row) ||
        this.#rowHeight,
      rangeExtractor: ({ startIndex, endIndex, overscan }) => {
        const first = Math.max(0, startIndex - overscan);
        const length = Math.min(endIndex + overscan + 1 - first, MOST_ROWS);
        const range = Array.from({ length }, (_, nth) => first + nth);
        return withPinned(range, pinned, count);
      },
      observeElementRect: (instance, report) =>
        isElement(instance.scrollElement)
          ? observeElementRect(instance as never, report)
          : observeWindowRect(instance as never, report),
      observeElementOffset: (instance, report) => {
        const scroller = instance.scrollElement;
        // Where the viewer is already.
        if (scroller && scroller !== this.#list) report(offsetOf(scroller), false);
        return isElement(scroller)
          ? observeElementOffset(instance as never, report)
          : observeWindowOffset(instance as never, report);
      },
      // An ancestor and the page are scrolled by the viewer only.
      scrollToFn: (offset, how, instance) => {
        if (instance.scrollElement === this.#list) elementScroll(offset, how, instance as never);
      },
      onChange: (_, isScrolling) => {
        // At once, so that no empty space is painted. React refuses it while it commits.
        if (isScrolling && !this.#isCommitting) flushSync(this.#render);
        else this.#render();
      },
    };
  }
}

/** The list itself, or the nearest ancestor that scrolls, or the page. */
function scrollerOf(list: HTMLElement): Scroller {
  for (let at: Element | null = list; at && at !== list.ownerDocument.documentElement; ) {
    const { overflowY } = getComputedStyle(at);
    if (at.scrollHeight > at.clientHeight && /auto|scroll|overlay/.test(overflowY)) return at;
    at = at.parentElement ?? (at.getRootNode() as Partial<ShadowRoot>).host ?? null;
  }
  return list.ownerDocument.defaultView ?? window;
}

/** From the start of what a scroller holds to the list. */
function distance(list: HTMLElement, scroller: Scroller): number {
  const { top } = list.getBoundingClientRect();
  return isElement(scroller)
    ? top - scroller.getBoundingClientRect().top + scroller.scrollTop
    : top + scroller.scrollY;
}

function offsetOf(scroller: Scroller): number {
  return isElement(scroller) ? scroller.scrollTop : scroller.scrollY;
}

function isElement(scroller: Scroller | null): scroller is Element {
  return scroller !== null && 'getBoundingClientRect' in scroller;
}

function heightOf(row: Element | null): number {
  return row?.getBoundingClientRect().height ?? 0;
}
