/** An entry of a play queue. The same item may occur more than once. */
export interface QueueRow {
  /** playQueueItemID */
  readonly id: number;
  readonly ratingKey: string;
}

/** A play queue in one version. Functions that change it return the next version, or say why they refuse. */
export interface PlayQueue {
  readonly id: number;
  readonly version: number;
  readonly sourceUri: string;
  readonly rows: readonly QueueRow[];
  /** The rating keys in the order of the source, for `unshuffle`. */
  readonly source: readonly string[];
  readonly selectedId: number | undefined;
  readonly isShuffled: boolean;
  /** The last of the rows that were added by hand. They follow the selected row, and are called Up Next. */
  readonly lastAddedId: number | undefined;
  /** The id of the next row. Ids are not used again. */
  readonly nextId: number;
}

export interface NewQueue {
  readonly id: number;
  readonly sourceUri: string;
  readonly ratingKeys: readonly string[];
  /** The item to begin with. */
  readonly first: string | undefined;
  readonly shuffle: boolean;
  /** Whether all rows are Up Next: an album that was queued without an item to begin with. */
  readonly isUpNext: boolean;
}

export function createQueue(given: NewQueue, random: () => number): PlayQueue {
  const firstId = given.id * 100_000 + 1;
  const rows = given.ratingKeys.map((ratingKey, at) => ({ id: firstId + at, ratingKey }));
  const selected = rows.find(({ ratingKey }) => ratingKey === given.first);
  const queue: PlayQueue = {
    id: given.id,
    version: 1,
    sourceUri: given.sourceUri,
    rows,
    source: given.ratingKeys,
    selectedId: (selected ?? rows[0])?.id,
    isShuffled: false,
    lastAddedId: given.isUpNext ? rows.at(-1)?.id : undefined,
    nextId: firstId + rows.length,
  };
  if (!given.shuffle) return queue;
  // From the button of a list any item is the first; from an item it is that one.
  const start = selected ?? rows[Math.floor(random() * rows.length)];
  const shuffled = reordered({ ...queue, selectedId: start?.id }, random);
  return { ...shuffled, version: 1, lastAddedId: undefined };
}

/** Whether rows that were added by hand are still to come. */
export function hasUpNext({ rows, lastAddedId, selectedId }: PlayQueue): boolean {
  const added = rows.findIndex(({ id }) => id === lastAddedId);
  return added > rows.findIndex(({ id }) => id === selectedId);
}

/** Adds items behind Up Next, or with `next` directly behind the selected row. */
export function addRows(queue: PlayQueue, ratingKeys: readonly string[], next: boolean): PlayQueue {
  const added = ratingKeys.map((ratingKey, at) => ({ id: queue.nextId + at, ratingKey }));
  const before = hasUpNext(queue);
  const after = before && !next ? queue.lastAddedId : queue.selectedId;
  const at = queue.rows.findIndex(({ id }) => id === after) + 1;
  const rows = [...queue.rows.slice(0, at), ...added, ...queue.rows.slice(at)];
  const keeps = before && next;
  return changed(queue, {
    rows,
    source: [...queue.source, ...ratingKeys],
    selectedId: queue.selectedId ?? added[0]?.id,
    lastAddedId: keeps ? queue.lastAddedId : added.at(-1)?.id,
    nextId: queue.nextId + added.length,
  });
}

/** Moves a row behind another one, or to the front. `undefined` if there is no such row. */
export function moveRow(
  queue: PlayQueue,
  rowId: number,
  after: number | undefined,
): PlayQueue | undefined {
  const row = queue.rows.find(({ id }) => id === rowId);
  const others = queue.rows.filter(({ id }) => id !== rowId);
  const at = after === undefined ? 0 : others.findIndex(({ id }) => id === after) + 1;
  if (!row || (after !== undefined && at === 0)) return undefined;
  return changed(queue, { rows: [...others.slice(0, at), row, ...others.slice(at)] });
}

/** Removes a row. After the selected one the next is selected. `undefined` if there is no such row. */
export function removeRow(queue: PlayQueue, rowId: number): PlayQueue | undefined {
  const at = queue.rows.findIndex(({ id }) => id === rowId);
  const row = queue.rows[at];
  if (!row) return undefined;
  const rows = queue.rows.filter(({ id }) => id !== rowId);
  const heir = rows[Math.min(at, rows.length - 1)];
  const sourceAt = queue.source.indexOf(row.ratingKey);
  return changed(queue, {
    rows,
    source: queue.source.filter((_, index) => index !== sourceAt),
    ...(queue.selectedId === rowId && { selectedId: heir?.id }),
    ...(queue.lastAddedId === rowId && { lastAddedId: queue.rows[at - 1]?.id }),
  });
}

export function clearRows(queue: PlayQueue): PlayQueue {
  const nothing = { selectedId: undefined, lastAddedId: undefined };
  return changed(queue, { rows: [], source: [], ...nothing });
}

/** Shuffles with the selected item first. All rows get new ids. `undefined` while there is an Up Next. */
export function shuffleQueue(queue: PlayQueue, random: () => number): PlayQueue | undefined {
  return hasUpNext(queue) ? undefined : reordered(queue, random);
}

/** Restores the order of the source. The selected item stays. `undefined` while there is an Up Next. */
export function unshuffleQueue(queue: PlayQueue): PlayQueue | undefined {
  if (hasUpNext(queue)) return undefined;
  const left = [...queue.rows];
  const rows = queue.source.flatMap((ratingKey) => {
    const at = left.findIndex((row) => row.ratingKey === ratingKey);
    return at < 0 ? [] : left.splice(at, 1);
  });
  return changed(queue, { rows, isShuffled: false });
}

/** Selects the first row. */
export function resetQueue(queue: PlayQueue): PlayQueue {
  return changed(queue, { selectedId: queue.rows[0]?.id });
}

export function selectRow(queue: PlayQueue, rowId: number): PlayQueue {
  const exists = queue.rows.some(({ id }) => id === rowId);
  return exists ? { ...queue, selectedId: rowId } : queue;
}

function reordered(queue: PlayQueue, random: () => number): PlayQueue {
  const selected = queue.rows.find(({ id }) => id === queue.selectedId);
  const others = queue.rows.filter((row) => row !== selected);
  for (let at = others.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [others[at], others[other]];
    if (a && b) [others[at], others[other]] = [b, a];
  }
  const order = selected ? [selected, ...others] : others;
  const rows = order.map(({ ratingKey }, at) => ({ id: queue.nextId + at, ratingKey }));
  return changed(queue, {
    rows,
    selectedId: rows[0]?.id,
    isShuffled: true,
    lastAddedId: undefined,
    nextId: queue.nextId + rows.length,
  });
}

function changed(queue: PlayQueue, fields: Partial<PlayQueue>): PlayQueue {
  return { ...queue, ...fields, version: queue.version + 1 };
}
