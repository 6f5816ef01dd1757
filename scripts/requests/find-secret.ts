/** How often a text is decoded. A URL in the query of a URL, in a text that is itself encoded, needs three. */
const ROUNDS = 4;

/**
 * Finds a secret in a text: plain, percent-encoded once or more, form-encoded, or escaped for JSON or HTML. Returns up to 80
 * characters on each side of it, or undefined.
 */
export function findSecret(text: string, secret: string): string | undefined {
  if (secret === '') return undefined;
  let form = text;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const at = form.indexOf(secret);
    if (at >= 0) return form.slice(Math.max(0, at - 80), at + secret.length + 80);
    // In a form, a plus sign is a space.
    const spaced = form.replaceAll('+', ' ');
    if (spaced.includes(secret)) return spaced;
    const next = decodeOnce(form);
    if (next === form) return undefined;
    form = next;
  }
  return undefined;
}

function decodeOnce(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    })
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/\\(["\\/])/g, '$1')
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]{1,5});/gi, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    )
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => htmlNames[name] ?? '');
}

const htmlNames: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
