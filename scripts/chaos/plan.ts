import type { DeadSegments } from '../../src/testing/index.ts';

/** A fault to cause. Times in milliseconds. */
export type ChaosFault =
  /** The server drops a session without notice. */
  | { readonly kind: 'kill'; readonly whose: 'video' | 'music' }
  | { readonly kind: 'empty-segments'; readonly forMs: number }
  /** 503 for all requests. */
  | { readonly kind: 'busy'; readonly forMs: number }
  | { readonly kind: 'slow-segments'; readonly byMs: number; readonly forMs: number }
  | { readonly kind: 'restart' }
  /** The wall clock of the page jumps, and stays there. */
  | { readonly kind: 'clock-jump'; readonly byMs: number }
  /** Segments arrive in pieces of so many bytes. */
  | {
      readonly kind: 'trickle';
      readonly bytes: number;
      readonly everyMs: number;
      readonly forMs: number;
    }
  /** The server drops the video, and truncates manifests after so many bytes until the next one is asked for, and `forMs` longer. */
  | { readonly kind: 'cut-manifest'; readonly bytes: number; readonly forMs: number }
  /** Segments are answered 204. */
  | { readonly kind: 'empty-204'; readonly forMs: number }
  | { readonly kind: 'offline'; readonly forMs: number };

export const chaosKinds = [
  'kill',
  'empty-segments',
  'busy',
  'slow-segments',
  'restart',
  'offline',
  'clock-jump',
  'trickle',
  'cut-manifest',
  'empty-204',
] as const satisfies readonly ChaosFault['kind'][];

/** Server options of a run: its responses for dead and for new sessions. */
export interface ChaosServer {
  readonly deadSegments: DeadSegments;
  readonly warmUp: 'hold' | 'empty';
  readonly warmUpMs: number;
}

/** Everything that a seed determines. */
export interface ChaosPlan {
  readonly seed: number;
  readonly seconds: number;
  readonly server: ChaosServer;
  /** Rating keys of the music, in playing order. Longer than the run. */
  readonly queue: readonly string[];
  readonly steps: readonly { readonly atMs: number; readonly fault: ChaosFault }[];
}

/** Tracks for direct play, and one (140620) that is converted. */
const tracks = [
  '140611',
  '140612',
  '140613',
  '140614',
  '140615',
  '140616',
  '140617',
  '140618',
  '140620',
];
const SHORTEST_TRACK_SECONDS = 22;

const HOUR_MS = 3_600_000;
/** The manifest of the ride is a little longer than this. */
const MANIFEST_BYTES = 1150;

/** Creates the plan of a seed: a fault every 3 to 5 s for `seconds`. The same seed gives the same plan. */
export function makePlan(seed: number, seconds: number): ChaosPlan {
  const random = mulberry32(seed);
  const between = (low: number, high: number) => Math.round(low + random() * (high - low));
  const pick = <T>(options: readonly [T, ...T[]]): T =>
    options[Math.floor(random() * options.length)] ?? options[0];

  const server: ChaosServer = {
    deadSegments: pick<DeadSegments>(['404', 'empty', 'stub', 'hang']),
    warmUp: pick(['hold', 'empty']),
    warmUpMs: between(0, 1500),
  };
  const first = between(0, tracks.length - 1);
  const count = Math.ceil((seconds + 60) / SHORTEST_TRACK_SECONDS);
  const queue = Array.from(
    { length: count },
    (_, index) => tracks[(first + index) % tracks.length] ?? '',
  );

  const faults: Record<ChaosFault['kind'], () => ChaosFault> = {
    kill: () => ({ kind: 'kill', whose: pick(['video', 'video', 'music']) }),
    'empty-segments': () => ({ kind: 'empty-segments', forMs: between(300, 2500) }),
    busy: () => ({ kind: 'busy', forMs: between(300, 2500) }),
    'slow-segments': () => ({
      kind: 'slow-segments',
      byMs: between(500, 2500),
      forMs: between(1000, 3000),
    }),
    restart: () => ({ kind: 'restart' }),
    offline: () => ({ kind: 'offline', forMs: 2000 }),
    'clock-jump': () => ({
      kind: 'clock-jump',
      byMs: pick<number>([-HOUR_MS, HOUR_MS, 8 * HOUR_MS]),
    }),
    trickle: () => ({
      kind: 'trickle',
      bytes: between(1, 200),
      everyMs: between(50, 900),
      forMs: between(1000, 3000),
    }),
    'cut-manifest': () => ({
      kind: 'cut-manifest',
      bytes: between(0, MANIFEST_BYTES),
      forMs: between(0, 1000),
    }),
    'empty-204': () => ({ kind: 'empty-204', forMs: between(300, 2500) }),
  };
  const steps: { atMs: number; fault: ChaosFault }[] = [];
  for (let atMs = between(3000, 5000); atMs < seconds * 1000; atMs += between(3000, 5000))
    steps.push({ atMs, fault: faults[pick(chaosKinds)]() });
  return { seed, seconds, server, queue, steps };
}

/** The plan as readable text. */
export function planText({ seed, seconds, server, queue, steps }: ChaosPlan): string {
  const { deadSegments, warmUp, warmUpMs } = server;
  return [
    `seed ${seed}, ${seconds} s: dead segments ${deadSegments}, warm-up ${warmUp} ${warmUpMs} ms, music from ${queue[0]}`,
    ...steps.map(
      ({ atMs, fault }) => `  ${(atMs / 1000).toFixed(1).padStart(6)} s  ${faultText(fault)}`,
    ),
  ].join('\n');
}

export function faultText({ kind, ...rest }: ChaosFault): string {
  return [kind, ...Object.entries(rest).map(([key, value]) => `${key} ${value}`)].join(', ');
}

/** A seeded generator of numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
