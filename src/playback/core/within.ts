/** Settles as `promise` does, or resolves with `undefined` after `ms` milliseconds. */
export function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms, undefined);
    promise.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
