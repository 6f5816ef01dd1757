import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** These tests import the built library, as a user's tests do: Node resolves `coplay` by the `exports` of package.json. */
export async function setup(): Promise<void> {
  await access(join(import.meta.dirname, '../../dist/index.js')).catch((cause: unknown) => {
    throw new Error('The consumer tests need the built library. Run `npm run build` first.', {
      cause,
    });
  });
}
