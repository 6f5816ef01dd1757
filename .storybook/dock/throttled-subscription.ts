/**
 * Lets a busy source speak at most once in `interval` milliseconds. A last word is never lost:
 * what happens within the interval is told at its end.
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
