import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

/**
 * Prints one line at the end of a run: `tests: 120 passed, 0 failed`. A file that cannot be loaded or contains no test counts
 * as one failure. So does an error outside of a test, and a set-up that fails.
 */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly unknown[],
    reason: TestRunEndReason,
  ): void {
    let passed = 0;
    let failed = unhandled.length;
    let skipped = 0;
    for (const module of modules) {
      if (module.errors().length > 0) failed += 1;
      else if (module.children.size === 0) {
        failed += 1;
        process.exitCode = 1;
        console.error(
          `${module.relativeModuleId} contains no test. A story must be \`export const Name = meta.story(…)\`; pass the result of a helper to meta.story().`,
        );
      }
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === 'passed') passed += 1;
        else if (state === 'skipped') skipped += 1;
        else failed += 1;
      }
    }
    // When a set-up fails, no test is reported as failed.
    if (reason !== 'passed' && failed === 0) failed = 1;
    const line = `tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    // The default reporter prints its summary in the same tick. This line comes after it.
    process.on('exit', () => process.stdout.write(`${line}\n`));
  }
}
