/** Whether numbers are written as in English, which needs no `Intl`. Takes a BCP 47 tag. */
export function isEnglish(locale: string): boolean {
  return /^en(?:-|$)/.test(locale);
}
