import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** What a run came to. A file, a hook or a stray promise that broke counts as failed, or a broken file would look like no test. */
export interface Counts { passed: number; failed: number; skipped: number }

/** Writes the counts of a run into the file that `TEST_COUNTS` names; the command that started the run prints them last. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: 'passed' | 'interrupted' | 'failed'): void {
    const counts: Counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      const broken = module.errors().length > 0 ? 1 : 0;
      counts.failed += broken + [...module.children.allSuites()].filter((suite) => suite.errors().length > 0).length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') counts.failed += 1;
        else counts.skipped += 1;
      }
    }
    if (reason === 'interrupted') counts.failed += 1;
    const file = process.env.TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}
