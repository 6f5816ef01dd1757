/**
 * What an engine could not do, in the words the recovery policy decides by.
 *
 * - `segment-gone`: the session's media is no longer there (404, or empty bodies of a transcode that is gone)
 * - `network`: no answer, or a passing server error
 * - `manifest`: the manifest or the part itself can't be had
 * - `refused`: the server says no (401, 403, 509 …), see `status`
 * - `decode`, `unsupported`: the browser can't play what it got
 * - `seek`: no failure; the viewer went where the session has nothing
 */
export interface EngineFailure {
  readonly kind:
    | 'segment-gone'
    | 'network'
    | 'manifest'
    | 'refused'
    | 'decode'
    | 'unsupported'
    | 'seek';
  /** HTTP status, where there was one. */
  readonly status?: number | undefined;
  /** How long the server asks not to be asked again (its `Retry-After`). Milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Whether the engine has stopped trying. */
  readonly final: boolean;
  /** Already redacted. */
  readonly cause: Error;
}
