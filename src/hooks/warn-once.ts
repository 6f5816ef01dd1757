const warned = new Set<string>();

/** Logs a deprecation warning, once per message. */
export function warnOnce(message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  // biome-ignore lint/suspicious/noConsole: developers must see a deprecation
  console.warn(`coplay: ${message}`);
}
