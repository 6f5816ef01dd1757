/** One measurement of a soak, after garbage collection. */
export interface SoakSample {
  /** Since the first measurement. Minutes. */
  readonly minute: number;
  /** JavaScript objects, with compiled code and array buffers. Bytes. */
  readonly heapBytes: number;
  /** The browser's own objects: DOM, styles, events and others. Bytes. */
  readonly domBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Change per minute. The heap in MB. */
export interface SoakSlopes {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** The largest slopes of a good soak, per minute. Counts vary by a few with the moment of a track. */
const limits: SoakSlopes = { heap: 0.1, nodes: 2, listeners: 2 };

export const MEGABYTE = 1024 * 1024;

/** Slopes of the samples from `fromMinute` on. */
export function slopesOf(samples: readonly SoakSample[], fromMinute: number): SoakSlopes {
  const late = samples.filter(({ minute }) => minute >= fromMinute);
  const slopeFor = (value: (sample: SoakSample) => number) =>
    slope(late.map((sample) => [sample.minute, value(sample)]));
  return {
    heap: slopeFor(({ heapBytes }) => heapBytes / MEGABYTE),
    nodes: slopeFor(({ nodes }) => nodes),
    listeners: slopeFor(({ listeners }) => listeners),
  };
}

/** What grows faster than it may, as sentences. */
export function tooFast({ heap, nodes, listeners }: SoakSlopes): string[] {
  return [
    ...(heap <= limits.heap ? [] : [`The heap grows by ${heap.toFixed(3)} MB a minute.`]),
    ...(nodes <= limits.nodes ? [] : [`The page gets ${nodes.toFixed(1)} nodes a minute.`]),
    ...(listeners <= limits.listeners
      ? []
      : [`The page gets ${listeners.toFixed(1)} listeners a minute.`]),
  ];
}

/**
 * The median of the slopes between any two points (Theil and Sen): one moment in which a player shows more than usual does not
 * count. NaN for less than two points, which exceeds every limit.
 */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points
    .flatMap(([x, y], index) => points.slice(index + 1).map(([x2, y2]) => (y2 - y) / (x2 - x)))
    .sort((a, b) => a - b);
  const middle = slopes.length / 2;
  return ((slopes[Math.ceil(middle) - 1] ?? Number.NaN) + (slopes[Math.floor(middle)] ?? 0)) / 2;
}
