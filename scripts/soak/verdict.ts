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

/** Change per minute, by least squares. The heap in MB. */
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

/** Least squares. NaN for less than two points, which exceeds every limit. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x0 = mean(points.map(([x]) => x));
  const y0 = mean(points.map(([, y]) => y));
  const spread = points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
  return points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0) / spread;
}
