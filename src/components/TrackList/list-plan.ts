/** A longer list has only some of its rows in the document: so many at most, and those that are pinned. */
export const MOST_ROWS = 50;
/** Rows of a longer list before it is known which ones can be seen. */
const FIRST_ROWS = 30;
/** Height of a row in our style sheet, with its artist. Until the rows are measured. CSS pixels. */
export const ROW_HEIGHT = 45;

/** One row in the document. */
export interface PlannedRow {
  /** Index of its entry. */
  readonly at: number;
  /** Height to leave empty above it, for rows that are not in the document. CSS pixels. */
  readonly above: number;
}

/** One row in the document, with what stands in it. */
export interface ListRow extends PlannedRow {
  readonly number?: number;
  /** Whether to show the artist: where they differ. */
  readonly showsArtist?: boolean;
  /** The disc that begins with this row. */
  readonly disc?: number | undefined;
  /** Whether the server has no file for it. */
  readonly isMissing?: boolean;
  readonly tabIndex?: number;
}

/** The rows in the document, in their order, and the height to leave empty below the last one. */
export interface ListPlan {
  readonly rows: readonly PlannedRow[];
  readonly below: number;
}

/** All rows of a short list; of a long one those around `middle`, as long as nothing has been measured. */
export function planAround(middle: number, count: number): ListPlan {
  const length = count > MOST_ROWS ? FIRST_ROWS : count;
  const first = Math.max(0, Math.min(middle - FIRST_ROWS / 2, count - length));
  return {
    rows: Array.from({ length }, (_, nth) => ({
      at: first + nth,
      above: nth ? 0 : first * ROW_HEIGHT,
    })),
    below: (count - first - length) * ROW_HEIGHT,
  };
}
