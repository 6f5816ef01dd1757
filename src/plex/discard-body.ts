/** Cancels the body of an answer that nobody reads, which frees its connection. */
export async function discardBody(response: Response): Promise<void> {
  // A body that is being read elsewhere can't be cancelled.
  await response.body?.cancel().catch(() => {});
}
