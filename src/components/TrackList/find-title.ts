/**
 * Finds a row by the first letters of its title, whatever their case and accents. A letter typed again and again goes from match to
 * match.
 *
 * @param typed All that was typed in a row.
 * @param from The row that has the focus. The search begins there, or with the row after it while only one letter is known.
 * @returns -1 when no title begins so.
 */
export function findTitle(
  count: number,
  titleOf: (at: number) => string,
  typed: string,
  from: number,
): number {
  const [first = '', ...others] = plain(typed);
  const isOne = others.every((letter) => letter === first);
  const prefix = isOne ? first : [first, ...others].join('');
  for (let step = isOne ? 1 : 0; step < count + Number(isOne); step += 1) {
    const at = (from + step) % count;
    if (plain(titleOf(at)).startsWith(prefix)) return at;
  }
  return -1;
}

/** Without accents, in lower case. */
function plain(text: string): string {
  return text.trimStart().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
