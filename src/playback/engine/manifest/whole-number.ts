import { ManifestError } from './manifest-error.ts';

/**
 * The number in an attribute of a manifest. Of at most 15 digits, which a `number` holds exactly.
 * @throws ManifestError for anything else
 */
export function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (/^\s*\d{1,15}\s*$/.test(text)) return Number(text);
  throw new ManifestError(`The attribute ${name} is no whole number.`);
}
