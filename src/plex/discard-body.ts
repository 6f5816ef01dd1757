/** Lets go of an answer nobody reads, so that its connection is free again. */
export async function discardBody(response: Response): Promise<void> {
  // A body that somebody else reads can't be cancelled, and need not be.
  await response.body?.cancel().catch(() => {});
}
