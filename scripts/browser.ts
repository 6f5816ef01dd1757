import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, chmod, constants, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** Launch options of the test browser, for `playwright.chromium.launch` and Vitest's provider. */
export interface TestBrowser {
  /** Absolute path of the program. */
  readonly executablePath: string;
  /** Launch arguments: they allow autoplay, and turn off the browser's own network requests. */
  readonly args: string[];
}

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

/** Program names used by distributions, in order of preference. */
const programNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];

/**
 * Finds the browser of the tests. In this order: `CHROMIUM_PATH`, Playwright's build if it is installed, a Chromium or Chrome on
 * the PATH, and the one inside the npm package @sparticuz/chromium, so that `npm ci && npm test` needs nothing else. Downloads
 * nothing.
 *
 * @throws Error when `CHROMIUM_PATH` names no program, or when no browser can run on this machine
 */
export async function resolveBrowser(): Promise<TestBrowser> {
  return { executablePath: await findProgram(), args: launchArguments() };
}

function launchArguments(): string[] {
  return [
    '--autoplay-policy=no-user-gesture-required',
    '--mute-audio',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Containers and CI machines often forbid the namespaces that Chromium's sandbox needs.
    ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
  ];
}

async function findProgram(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await isExecutable(named)) return named;
    throw new Error(
      `coplay: CHROMIUM_PATH is ${named}, which is not an executable file. Correct it, or unset it to use the browser of the npm packages.`,
    );
  }
  const { chromium } = await import('playwright');
  const playwrightsOwn = chromium.executablePath();
  if (playwrightsOwn && (await isExecutable(playwrightsOwn))) return playwrightsOwn;
  return (await findOnPath()) ?? (await unpackBundledChromium());
}

async function findOnPath(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const name of programNames) {
      const candidate = join(folder, name);
      if (await isExecutable(candidate)) return candidate;
    }
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/**
 * Unpacks the bundled browser once, into node_modules/.cache, and returns the path of its start script.
 * It is unpacked into a new folder which is then renamed, so that two runs at the same time do not conflict.
 */
async function unpackBundledChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'coplay: no Chromium was found. Install Chrome or Chromium, run `npx playwright install chromium`, or set CHROMIUM_PATH.',
    );
  }
  const { version } = createRequire(import.meta.url)(
    join(root, 'node_modules/@sparticuz/chromium/package.json'),
  ) as { version: string };
  const cache = join(root, 'node_modules/.cache/coplay');
  const folder = join(cache, `chromium-${version}`);
  const startScript = join(folder, 'start.sh');
  if (existsSync(startScript)) return startScript;

  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'unpacking-'));
  try {
    await unpackInto(fresh);
    await writeFile(join(fresh, 'fonts/fonts.conf'), fontsConfig(join(folder, 'fonts/fonts')));
    await writeFile(join(fresh, 'start.sh'), startScriptText);
    await chmod(join(fresh, 'start.sh'), 0o755);
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(startScript)) throw error;
  }
  return startScript;
}

/** The package unpacks into the system's temporary folder, so a child process gets its own `TMPDIR`. */
async function unpackInto(folder: string): Promise<void> {
  const source = "import('@sparticuz/chromium').then((m) => m.default.executablePath())";
  await run(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: root,
    // With this variable the package also unpacks system libraries (NSS and others).
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
}

/** Replaces the packed file, which has only the folders of a cloud service. */
function fontsConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;
}

/** Uses the fonts of the machine if there are any: the packed ones would change all screenshots. */
const startScriptText = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
if [ -f /etc/fonts/fonts.conf ]; then
  export FONTCONFIG_PATH="\${FONTCONFIG_PATH:-/etc/fonts}"
else
  export FONTCONFIG_PATH="$here/fonts"
fi
export HOME="\${HOME:-$here}"
exec "$here/chromium" "$@"
`;
