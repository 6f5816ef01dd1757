import { PlexError } from './errors.ts';

/** The error for an option or argument of the wrong form. It does not show the value, which may be a token. */
export function wrongInput(
  name: string,
  wanted: string,
  code: 'invalid-connection' | 'invalid-argument' = 'invalid-argument',
): PlexError {
  return new PlexError(
    code,
    `coplay: the option \`${name}\` is not ${wanted}. Give one, or leave it out if it is optional.`,
  );
}
