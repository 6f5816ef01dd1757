/**
 * Limits the calls of a subscription to one per `interval` milliseconds. Changes within the interval cause a call at its end, so
 * that the last one is never lost.
 */
export function throttled(
  subscribe: (listener: () => void) => () => void,
  interval: number,
): (listener: () => void) => () => void {
  return (listener) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        listener();
      }, interval);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  };
}
