import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run flake -- 10`: repeats the browser tests (stories and pages), and lists those that failed in any round.
 * Exits with 1 if one failed. Further arguments are passed to Vitest: `-- 10 players`.
 */
const root = join(import.meta.dirname, '..');
const [first = '10', ...filters] = process.argv.slice(2);
const rounds = Number(first);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(
    'coplay: the number of rounds is invalid. For ten rounds run `npm run flake -- 10`.',
  );
  process.exit(2);
}

interface JsonReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const failures = new Map<string, number[]>();
const table: Record<string, { passed: number; failed: number; seconds: number }> = {};
const folder = await mkdtemp(join(tmpdir(), 'coplay-flake-'));
for (let round = 1; round <= rounds; round += 1) {
  const started = performance.now();
  const { code, report } = await runRound(join(folder, `${round}.json`));
  const failed = report ? failedNames(report) : ['(no report: the run was aborted)'];
  // Errors outside of tests fail the run even if each test passes.
  if (code !== 0 && failed.length === 0) failed.push('(an error outside of the tests)');
  for (const name of failed) failures.set(name, [...(failures.get(name) ?? []), round]);
  table[`round ${round}`] = {
    passed: report?.numPassedTests ?? 0,
    failed: failed.length,
    seconds: Math.round((performance.now() - started) / 1000),
  };
}
await rm(folder, { recursive: true });

console.table(table);
for (const [name, when] of failures) console.log(`✗ ${name}: round ${when.join(', ')}`);
console.log(
  failures.size === 0 ? `No flake in ${rounds} rounds.` : `${failures.size} flaky tests.`,
);
process.exitCode = failures.size === 0 ? 0 : 1;

function failedNames(report: JsonReport): string[] {
  return report.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [name.slice(root.length + 1)];
    return failed.map((test) => `${name.slice(root.length + 1)} > ${test.fullName.trim()}`);
  });
}

function runRound(outputFile: string): Promise<{ code: number; report: JsonReport | undefined }> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const projects = ['--project', 'stories', '--project', 'pages'];
  const args = ['run', ...projects, '--reporter=default', '--reporter=json'];
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [vitest, ...args, `--outputFile.json=${outputFile}`, ...filters],
      { cwd: root, stdio: 'inherit' },
    );
    child.on('error', reject);
    child.on('close', async (code) => {
      const report = await readFile(outputFile, 'utf8').then(
        (text) => JSON.parse(text) as JsonReport,
        () => undefined,
      );
      resolve({ code: code ?? 1, report });
    });
  });
}
