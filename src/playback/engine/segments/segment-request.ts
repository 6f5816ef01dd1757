import { holdsSegment } from './segment-body.ts';

/** What is read of a dash.js request (`CommonMediaRequest`, whose package is not ours to import). */
export interface DashRequest {
  readonly url: string;
  readonly customData?: unknown;
}

/** A segment that dash.js asks for. */
export interface SegmentRequest {
  readonly kind: 'media' | 'init';
  /** Address in the manifest that dash.js was given. */
  readonly url: string;
  /** Seconds from the start of the item; `undefined` for an initialisation. */
  readonly startSeconds: number | undefined;
  readonly durationSeconds: number;
}

interface CustomData {
  readonly request?: {
    readonly type?: string;
    readonly startTime?: number;
    readonly duration?: number;
  };
}

/** Reads a request; `undefined` for what is no segment, such as the manifest. */
export function segmentOf({ url, customData }: DashRequest): SegmentRequest | undefined {
  const { type, startTime, duration } = (customData as CustomData | undefined)?.request ?? {};
  if (type !== 'MediaSegment' && type !== 'InitializationSegment') return undefined;
  return {
    kind: type === 'MediaSegment' ? 'media' : 'init',
    url,
    startSeconds: Number.isFinite(startTime) ? startTime : undefined,
    durationSeconds: Number.isFinite(duration) ? (duration ?? 0) : 0,
  };
}

/**
 * How an answer to a segment request is to be taken. `silent`: none came, though the server says that the transcode lives;
 * `away`: the server says nothing at all.
 */
export type SegmentVerdict = 'full' | 'empty' | 'gone' | 'silent' | 'away' | 'refused';

/** Plex answers 404 for a dead session, or 200 with nothing of use in it; 0 stands for no answer at all. */
export function verdictOf(
  kind: SegmentRequest['kind'],
  status: number,
  body: ArrayBuffer,
): SegmentVerdict {
  if (status >= 200 && status < 300) return holdsSegment(kind, body) ? 'full' : 'empty';
  if (status === 404 || status === 410) return 'gone';
  if (status === 0 || status === 429 || (status >= 500 && status !== 509)) return 'away';
  return 'refused';
}
