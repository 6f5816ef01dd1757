const warned = new Set<string>();

/** Logs a warning for developers, once per message. */
export function warnOnce(message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  // biome-ignore lint/suspicious/noConsole: developers must see it
  console.warn(`coplay: ${message}`);
}
