/** Whether `play()` has failed for want of a gesture. By its name: in another document it is an exception of that document's window. */
export function isPlayRefusal(thrown: unknown): boolean {
  return (thrown as DOMException | undefined)?.name === 'NotAllowedError';
}
