import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type InlineConfig, build as viteBuild } from 'vite';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** Stays an import in the built files: the dependencies and peer dependencies of package.json. */
const external = /^(?:react|react-dom|dashjs|clsx|@noble\/hashes|@tanstack\/virtual-core)(?:\/|$)/;

const shared = {
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
} satisfies InlineConfig;

/**
 * The entry points `.` and `./plex`: one built file for each source file. Users' bundlers can tree-shake them, stack traces
 * stay readable, and each `'use client'` stays in its own file.
 */
async function buildPlayers(): Promise<void> {
  await viteBuild({
    ...shared,
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: {
        entry: { index: 'src/index.ts', 'plex/index': 'src/plex/index.ts' },
        formats: ['es'],
      },
      rolldownOptions: {
        external,
        onwarn: (warning, report) => {
          // Rolldown warns that bundling drops `'use client'`. Here the directives stay; check-package.ts proves it.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') report(warning);
        },
        output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
      },
    },
  });
}

/**
 * The entry point `./testing`: bundled, with Hono inside. Unbundled, Hono would be in a folder named node_modules, which npm
 * leaves out of a package. The media of the small library stay separate chunks that load on demand.
 */
async function buildTesting(): Promise<void> {
  await viteBuild({
    ...shared,
    build: {
      outDir: join(dist, 'testing'),
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry: { index: 'src/testing/index.ts' }, formats: ['es'] },
      rolldownOptions: {
        external,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  const hono = join(root, 'node_modules/hono');
  const { version } = JSON.parse(await readFile(join(hono, 'package.json'), 'utf8'));
  const licence = await readFile(join(hono, 'LICENSE'), 'utf8');
  await writeFile(
    join(dist, 'testing/THIRD-PARTY-LICENSES.md'),
    `The files of this folder contain Hono ${version} (https://hono.dev).\n\n${licence}`,
  );
}

/** The entry points `./styles.css`, and `./styles.unlayered.css`: the same rules without their layer. */
async function buildStyles(): Promise<void> {
  const folder = await mkdtemp(join(dist, 'styles-'));
  const layered = await readFile(join(root, 'src/styles/index.css'), 'utf8');
  await writeFile(join(folder, 'unlayered.source.css'), withoutLayers(layered));
  await viteBuild({
    ...shared,
    build: {
      outDir: folder,
      emptyOutDir: false,
      cssMinify: true,
      // For older targets, `light-dark()` and nesting would be rewritten incorrectly.
      cssTarget: ['chrome123', 'safari17.5', 'firefox123'],
      rolldownOptions: {
        input: { styles: 'src/styles/index.css', unlayered: join(folder, 'unlayered.source.css') },
        output: { assetFileNames: '[name][extname]' },
      },
    },
  });
  await rename(join(folder, 'styles.css'), join(dist, 'styles.css'));
  await rename(join(folder, 'unlayered.css'), join(dist, 'styles.unlayered.css'));
  await rm(folder, { recursive: true });
  // TypeScript 6 and newer look for the types of what is only imported for its effect.
  for (const name of ['styles', 'styles.unlayered'])
    await writeFile(join(dist, `${name}.css.d.ts`), 'export {};\n');
}

/** The list of imports without a word of layers. The imported files have none. */
function withoutLayers(sheet: string): string {
  const styles = join(root, 'src/styles');
  return sheet
    .replace(/^@layer [^;]*;$/m, '')
    .replaceAll(' layer(coplay)', '')
    .replaceAll("'./", `'${styles.replaceAll('\\', '/')}/`);
}

/** One declaration file beside each built file. The compiler keeps `./x.ts` in its imports; users' tools need `./x.js`. */
async function buildDeclarations(): Promise<void> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '--project', 'tsconfig.build.json'], { cwd: root }).catch(
    (error: { stdout?: string }) => {
      throw new Error(`The declarations could not be built:\n${error.stdout ?? String(error)}`);
    },
  );
  const reachable = new Set<string>();
  for (const entryPoint of ['index', 'plex/index', 'testing/index']) {
    await followDeclarations(join(dist, `${entryPoint}.d.ts`), reachable);
  }
  for (const name of await readdir(dist, { recursive: true })) {
    const file = join(dist, name);
    if (name.endsWith('.d.ts') && !reachable.has(file)) await rm(file);
  }
  // Removes folders that are empty now. The deepest ones come last in the list.
  for (const name of (await readdir(dist, { recursive: true })).reverse()) {
    await rmdir(join(dist, name)).catch(() => {});
  }
}

const relativeImport = /((?:from|import)\s*\(?\s*["'])(\.[^"']*)\.tsx?(["'])/g;

/** Rewrites a declaration file and every file that it imports. Files that no entry point reaches are not published. */
async function followDeclarations(file: string, seen: Set<string>): Promise<void> {
  if (seen.has(file)) return;
  seen.add(file);
  const text = await readFile(file, 'utf8');
  const next = [...text.matchAll(relativeImport)].map(([, , path]) => `${path}.d.ts`);
  await writeFile(file, text.replace(relativeImport, '$1$2.js$3'));
  for (const path of next) await followDeclarations(join(dirname(file), path), seen);
}

await rm(dist, { recursive: true, force: true });
await Promise.all([buildPlayers(), buildTesting(), buildDeclarations()]);
await buildStyles();
