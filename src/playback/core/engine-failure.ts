/**
 * A failure of an engine, in the terms of the recovery policy.
 *
 * - `segment-gone`: the session no longer has its media (404, 410, or empty bodies of a dead transcode)
 * - `network`: no answer, or a busy server
 * - `manifest`: the manifest or the part is not available
 * - `refused`: the server refuses (401, 403, 509 …), see `status`
 * - `missing`: the session is alive and has no media
 * - `cut-short`: the file ends long before the end that the server has stated
 * - `slow`: media arrive too slowly to play
 * - `decode`, `unsupported`: the element reports that it cannot play the media
 * - `unplayable`: the browser says of the codecs that it cannot play them, or plays a part of the tracks only
 * - `stalled`: the engine stands still, though no request is pending
 * - `seek`: not a failure; the viewer seeked to where the session has no media, or the file goes on after the end of its manifest
 * - `limits`: not a failure; the host asks for another bitrate or network
 */
export interface EngineFailure {
  readonly kind:
    | 'segment-gone'
    | 'network'
    | 'manifest'
    | 'refused'
    | 'missing'
    | 'cut-short'
    | 'slow'
    | 'decode'
    | 'unsupported'
    | 'unplayable'
    | 'stalled'
    | 'seek'
    | 'limits';
  /** HTTP status; 0 without an answer, `undefined` where no request failed. */
  readonly status?: number | undefined;
  /** What the viewer reads, where the sentence of the error's code does not say it. */
  readonly text?: string | undefined;
  /** How long the server asks the client to wait (`Retry-After`). Milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The last sign of life of the session: when a segment was requested that it has delivered. Milliseconds. */
  readonly provedAt?: number | undefined;
  /** Whether the engine has stopped trying. */
  readonly final: boolean;
  /** Already redacted. A PlaybackError is reported as it is, when the failure is not recovered from. */
  readonly cause: Error;
}
