import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

/**
 * Ends a run with one line that people and machines read alike: `tests: 120 passed, 0 failed`.
 * A file that could not be loaded, or that holds no test, counts as one failure, and so does an error outside of any test or a broken set-up.
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
          `${module.relativeModuleId} holds no test. A story must be \`export const Name = meta.story(…)\` itself: what a helper returns goes into those brackets.`,
        );
      }
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === 'passed') passed += 1;
        else if (state === 'skipped') skipped += 1;
        else failed += 1;
      }
    }
    // A set-up that breaks leaves no failed test behind, and must not look like a good run.
    if (reason !== 'passed' && failed === 0) failed = 1;
    const line = `tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    // The default reporter prints its summary in the same tick; this has to come after all of it.
    process.on('exit', () => process.stdout.write(`${line}\n`));
  }
}
