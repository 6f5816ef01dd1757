/** The fields used of a dash.js request (`CommonMediaRequest`, whose package is not a dependency of this one). */
export interface DashRequest {
  readonly url: string;
  readonly customData?: unknown;
}

/** A segment requested by dash.js. */
export interface SegmentRequest {
  readonly kind: 'media' | 'init';
  /** URL in the manifest that dash.js loaded. */
  readonly url: string;
  /** Seconds from the start of the item; `undefined` for an initialisation segment. */
  readonly startSeconds: number | undefined;
  readonly durationSeconds: number;
  /** Bits per second, by the manifest; 0 if that is not known. */
  readonly bandwidth: number;
}

interface CustomData {
  readonly request?: {
    readonly type?: string;
    readonly startTime?: number;
    readonly duration?: number;
    readonly representation?: { readonly bandwidth?: number } | null;
  };
}

export function isManifest(request: DashRequest): boolean {
  return requestOf(request).type === 'MPD';
}

/** Reads a request; `undefined` for anything but a segment, such as the manifest. */
export function segmentOf(dashRequest: DashRequest): SegmentRequest | undefined {
  const { url } = dashRequest;
  const { type, startTime, duration, representation } = requestOf(dashRequest);
  const bandwidth = representation?.bandwidth;
  if (type !== 'MediaSegment' && type !== 'InitializationSegment') return undefined;
  return {
    kind: type === 'MediaSegment' ? 'media' : 'init',
    url,
    startSeconds: Number.isFinite(startTime) ? startTime : undefined,
    durationSeconds: Number.isFinite(duration) ? (duration ?? 0) : 0,
    bandwidth: Number.isFinite(bandwidth) ? (bandwidth ?? 0) : 0,
  };
}

function requestOf({ customData }: DashRequest): NonNullable<CustomData['request']> {
  return (customData as CustomData | undefined)?.request ?? {};
}
