/** Where the files of an item lie on the clock of the item. Immutable. */
export interface PartTimes {
  /** Where each file begins. Seconds from the start of the item. */
  readonly starts: readonly number[];
  /** Where the last file ends. Seconds from the start of the item. */
  readonly end: number;
}

/** A position in one of the files. */
export interface PartPlace {
  readonly index: number;
  /** Seconds from the start of the file. */
  readonly offset: number;
}

export interface PartLengths {
  /** What the server says of each file; `undefined` where it says nothing. Seconds. */
  readonly said: readonly (number | undefined)[];
  /** What the server says of the item; `undefined` where it says nothing. Seconds. */
  readonly item?: number | undefined;
  /** What the browser has found, by index. It counts more than what the server says. Seconds. */
  readonly found?: ReadonlyMap<number, number> | undefined;
}

/**
 * Puts files in sequence on one clock. A file of unknown length gets its share of what the others leave of the item. The item ends
 * where the last file ends once the browser knows that file; before that not earlier than the server says. Pure.
 */
export function partTimes({ said, item = 0, found = new Map() }: PartLengths): PartTimes {
  const known = said.map((length, index) => positive(found.get(index)) ?? positive(length));
  const sum = known.reduce<number>((total, length = 0) => total + length, 0);
  const share = Math.max(0, item - sum) / Math.max(1, known.filter((one) => !one).length);
  const ends: number[] = [];
  for (const length of known) ends.push((ends.at(-1) ?? 0) + (length ?? share));
  const end = ends.at(-1) ?? 0;
  const isFound = positive(found.get(said.length - 1)) !== undefined;
  return { starts: [0, ...ends.slice(0, -1)], end: isFound ? end : Math.max(end, item) };
}

/**
 * The file that plays at `seconds`, and where in it. A position at the border of two files is the start of the second; of files
 * that begin at the same time, since no length is known, it is the first. Pure.
 */
export function placeAt({ starts }: PartTimes, seconds: number): PartPlace {
  const at = Math.max(0, seconds);
  const start = starts.findLast((one) => one <= at) ?? 0;
  return { index: starts.indexOf(start), offset: at - start };
}

/** The position on the clock of the item. Seconds. Pure. */
export function timeAt({ starts }: PartTimes, { index, offset }: PartPlace): number {
  return (starts[index] ?? 0) + offset;
}

function positive(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
}
