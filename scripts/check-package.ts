import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build as viteBuild } from 'vite';

/**
 * Checks the package as a user installs it: packs it and examines the tarball. Run it after the build.
 * Prints each fault, and ends with 1 when there is one.
 */
const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const maximumBytes = 1_200_000;
const entryPoints = ['coplay', 'coplay/plex', 'coplay/testing'];
const stylesheets = ['styles.css', 'styles.unlayered.css'];

const faults: string[] = [];
const folder = await mkdtemp(join(tmpdir(), 'coplay-package-'));
try {
  const tarball = await pack();
  const unpacked = await unpack(tarball);
  await checkSize(tarball);
  await checkFiles(unpacked);
  await checkDeclarations(unpacked);
  await Promise.all([
    tool('publint', 'publint/src/cli.js', [tarball, '--strict']),
    tool('attw', '@arethetypeswrong/cli/dist/index.js', [
      tarball,
      '--profile',
      'esm-only',
      '--exclude-entrypoints',
      ...stylesheets,
    ]),
    ...entryPoints.map(checkImport),
    ...stylesheets.map(checkStyles),
    checkTypes(),
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
for (const fault of faults) console.error(`✗ ${fault}`);
if (faults.length > 0) process.exitCode = 1;

async function pack(): Promise<string> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await run(npm, ['pack', '--silent', '--pack-destination', folder], { cwd: root });
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'));
  if (!name) throw new Error('npm pack made no tarball.');
  return join(folder, name);
}

/** Unpacks the package as npm would install it, with the dependencies and peers of this repository beside it. */
async function unpack(tarball: string): Promise<string> {
  const modules = join(folder, 'user/node_modules');
  for (const scope of ['@noble', '@types']) await mkdir(join(modules, scope), { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', modules]);
  await run('mv', [join(modules, 'package'), join(modules, 'coplay')]);
  const others =
    'react react-dom scheduler clsx dashjs @noble/hashes @types/react @types/react-dom';
  for (const name of others.split(' ')) {
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  return join(modules, 'coplay');
}

async function checkSize(tarball: string): Promise<void> {
  const { size } = await stat(tarball);
  console.log(`tarball: ${Math.round(size / 1000)} kB`);
  if (size > maximumBytes) faults.push(`The tarball has ${size} bytes, over ${maximumBytes}.`);
}

async function checkFiles(unpacked: string): Promise<void> {
  for (const name of await readdir(join(unpacked, 'dist'), { recursive: true })) {
    const file = join(unpacked, 'dist', name);
    if (!(await stat(file)).isFile()) continue;
    if (/\.(?:test|stories)\./.test(name)) faults.push(`dist/${name} is a test or a story.`);
    const text = await readFile(file, 'utf8');
    for (const path of [root, homedir()]) {
      if (path !== '/' && text.includes(path)) {
        faults.push(`dist/${name} contains a path of this machine: ${path}`);
      }
    }
    if (/\.js$/.test(name)) await checkDirective(name, text);
  }
}

/** A built file has `'use client'` exactly when its source file has it. */
async function checkDirective(name: string, text: string): Promise<void> {
  const built = /^["']use client["'];/.test(text);
  const source = await Promise.any(
    ['.ts', '.tsx'].map((extension) =>
      readFile(join(root, 'src', name.replace(/\.js$/, extension)), 'utf8'),
    ),
  ).catch(() => '');
  const wanted = /^\s*'use client';/m.test(source);
  if (built !== wanted) {
    faults.push(`dist/${name} ${built ? 'has' : 'does not have'} 'use client', unlike its source.`);
  }
}

/** Declarations may import only the package's own files, its dependencies and its peers. */
async function checkDeclarations(unpacked: string): Promise<void> {
  const { dependencies, peerDependencies } = JSON.parse(
    await readFile(join(unpacked, 'package.json'), 'utf8'),
  );
  const known = new Set(Object.keys({ ...dependencies, ...peerDependencies }));
  for (const name of await readdir(join(unpacked, 'dist'), { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const text = await readFile(join(unpacked, 'dist', name), 'utf8');
    for (const [, module = ''] of text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)) {
      if (module.startsWith('.')) {
        const target = join(unpacked, 'dist', dirname(name), module.replace(/\.js$/, '.d.ts'));
        if (!(await stat(target).catch(() => undefined))) {
          faults.push(`dist/${name} imports ${module}, which has no declarations.`);
        }
      } else {
        const owner = module.split('/', module.startsWith('@') ? 2 : 1).join('/');
        if (!known.has(owner)) faults.push(`dist/${name} imports types of ${module}.`);
      }
    }
  }
}

/** Each entry point can be imported in plain Node, which has no window. The import has no side effect there. */
async function checkImport(entryPoint: string): Promise<void> {
  const source = `const names = Object.keys(await import('${entryPoint}')); if (names.length === 0) throw new Error('no exports');`;
  await run(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: join(folder, 'user'),
    timeout: 20_000,
  }).catch((error: { stderr?: string }) => {
    faults.push(`import '${entryPoint}' in Node fails:\n${error.stderr ?? String(error)}`);
  });
}

/**
 * A user's bundler may rewrite the stylesheet for older browsers, as Vite does with Lightning CSS. It must keep `light-dark()`:
 * the replacement depends on each `color-scheme` declaration, and ours comes from a custom property.
 */
async function checkStyles(name: string): Promise<void> {
  const { output } = (await viteBuild({
    configFile: false,
    logLevel: 'error',
    root: join(folder, 'user'),
    build: { write: false, rolldownOptions: { input: { page: `coplay/${name}` } } },
  })) as { output: { fileName: string; source?: string | Uint8Array }[] };
  const sheet = String(output.find(({ fileName }) => fileName.endsWith('.css'))?.source);
  if (!sheet.includes('light-dark(') || sheet.includes('var(--lightningcss'))
    faults.push(`A bundler rewrites light-dark() in ${name}, which leaves the colours unset.`);
  if (sheet.includes('@layer') === name.includes('unlayered'))
    faults.push(`${name} has layers, or has none, unlike its name.`);
}

/** Each entry point has types in a project that declares nothing itself: TypeScript 6 and newer want them of a stylesheet too. */
async function checkTypes(): Promise<void> {
  const names = [...entryPoints, ...stylesheets.map((name) => `coplay/${name}`)];
  const file = join(folder, 'user/imports.mts');
  await writeFile(file, names.map((name) => `import '${name}';\n`).join(''));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const args = ['--noEmit', '--strict', '--noUncheckedSideEffectImports', file];
  for (const kind of [['nodenext'], ['esnext', '--moduleResolution', 'bundler']])
    await run(process.execPath, [compiler, ...args, '--module', ...kind], { cwd: folder }).catch(
      (error: { stdout?: string }) => {
        faults.push(`imports of ${kind[0]} have no types:\n${error.stdout ?? String(error)}`);
      },
    );
}

async function tool(name: string, path: string, args: string[]): Promise<void> {
  await run(process.execPath, [join(root, 'node_modules', path), ...args], { cwd: root }).catch(
    (error: { stdout?: string; stderr?: string }) => {
      faults.push(`${name}:\n${error.stdout ?? ''}${error.stderr ?? String(error)}`);
    },
  );
}
