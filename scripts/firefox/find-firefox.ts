import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Names under which Firefox is installed, in order of preference. */
const programNames = ['firefox', 'firefox-esr'];

/**
 * The Firefox of this machine: `FIREFOX_PATH`, or the first `firefox` or `firefox-esr` on the PATH. Undefined where there is none.
 * @throws Error when `FIREFOX_PATH` is not an executable
 */
export async function findFirefox(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string | undefined> {
  const named = env.FIREFOX_PATH;
  if (named) {
    if (await isExecutable(named)) return named;
    throw new Error(
      `coplay: FIREFOX_PATH is ${named}, which is not an executable. Correct it, or unset it to use the Firefox on the PATH.`,
    );
  }
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const name of programNames) {
      const candidate = join(folder, name);
      if (await isExecutable(candidate)) return candidate;
    }
  }
  return undefined;
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
