/**
 * A failure of an engine, in the terms of the recovery policy.
 *
 * - `segment-gone`: the session no longer has its media (404, 410, or empty bodies of a dead transcode)
 * - `network`: no answer, or a busy server
 * - `manifest`: the manifest or the part is not available
 * - `refused`: the server refuses (401, 403, 509 …), see `status`
 * - `decode`, `unsupported`: the browser cannot play the media
 * - `stalled`: the engine stands still, though no request is pending
 * - `seek`: not a failure; the viewer seeked to where the session has no media
 */
export interface EngineFailure {
  readonly kind:
    | 'segment-gone'
    | 'network'
    | 'manifest'
    | 'refused'
    | 'decode'
    | 'unsupported'
    | 'stalled'
    | 'seek';
  /** HTTP status, if there was an answer. */
  readonly status?: number | undefined;
  /** How long the server asks the client to wait (`Retry-After`). Milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Whether the engine has stopped trying. */
  readonly final: boolean;
  /** Already redacted. A PlaybackError is reported as it is, when the failure is not recovered from. */
  readonly cause: Error;
  /**
   * Set when another attempt would fail as well: playback fails, and starts again once the promise resolves. Rejects when that is
   * not to be expected any more, or `signal` aborts.
   */
  readonly untilFree?: ((signal: AbortSignal) => Promise<void>) | undefined;
}
