/** Whether dash.js can play here. It checks the same names; iPhones have `ManagedMediaSource` only. */
export function hasMediaSource(): boolean {
  return ['ManagedMediaSource', 'MediaSource', 'WebKitMediaSource'].some(
    (name) => name in globalThis,
  );
}
