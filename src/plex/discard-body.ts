/** Cancels the body of an answer that nobody reads, which frees its connection. Does not wait for the end of that. */
export function discardBody({ body }: Response): void {
  // A body that is being read elsewhere can't be cancelled.
  body?.cancel().catch(() => {});
}
