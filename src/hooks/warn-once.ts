const warned = new Set<string>();

/** Warns a developer of something that still works, once for each message. */
export function warnOnce(message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  // biome-ignore lint/suspicious/noConsole: a deprecation has to be seen by whoever builds the page
  console.warn(`coplay: ${message}`);
}
