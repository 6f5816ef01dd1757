/** Ranges as a media element has them. Each is its start and its end, in seconds. */
export function timeRanges(ranges: readonly (readonly [number, number])[]): TimeRanges {
  const at = (index: number, edge: 0 | 1) => {
    const range = ranges[index];
    if (!range) throw new DOMException('There is no such range.', 'IndexSizeError');
    return range[edge];
  };
  return {
    length: ranges.length,
    start: (index) => at(index, 0),
    end: (index) => at(index, 1),
  };
}

/** The same ranges, `seconds` later. */
export function shifted(ranges: TimeRanges, seconds: number): TimeRanges {
  return timeRanges(
    Array.from(
      { length: ranges.length },
      (_, index) => [ranges.start(index) + seconds, ranges.end(index) + seconds] as const,
    ),
  );
}
