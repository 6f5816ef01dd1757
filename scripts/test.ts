import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm test`: everything a change has to pass, the cheap checks first. Stops at the first step that fails.
 * The last line printed is that of the test runner: `tests: N passed, M failed`.
 */
const root = join(import.meta.dirname, '..');
const bin = (path: string) => join(root, 'node_modules', path);
const script = (name: string) => [bin('tsx/dist/cli.mjs'), join(root, 'scripts', name)];

/** The commands of a step run at the same time. */
const steps: readonly [name: string, ...commands: string[][]][] = [
  ['lint and format', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings']],
  ['types', [bin('typescript/bin/tsc'), '--noEmit']],
  ['types of src/plex without a DOM', [bin('typescript/bin/tsc'), '-p', 'tsconfig.plex.json']],
  ['build', script('build.ts')],
  ['package, size and public API', script('check-package.ts'), script('size.ts'), script('api.ts')],
  ['tests', [bin('vitest/vitest.mjs'), 'run']],
];

const summary: string[] = [];
for (const [name, ...commands] of steps) {
  // The summary goes before the tests, so that their last line is the last one printed.
  if (name === 'tests') console.log(`\n${summary.join('\n')}`);
  console.log(`\n— ${name}`);
  const started = performance.now();
  const codes = await Promise.all(commands.map(runNode));
  const code = codes.find((each) => each !== 0) ?? 0;
  summary.push(`${seconds(started).padStart(7)}  ${name}`);
  if (code !== 0) {
    console.error(`\n✗ ${name} failed after ${seconds(started)}.`);
    process.exit(code);
  }
}

function runNode(args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
