import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePlan, planText } from '../../scripts/chaos/plan.ts';
import { openPlayground, type Playground } from '../../scripts/chaos/playground.ts';
import { runPlan } from '../../scripts/chaos/run-plan.ts';

/** A short one of what `npm run chaos` does for minutes: its plan is printed when it fails. */
describe('video and music from a server that breaks every few seconds', () => {
  let ground: Playground;

  beforeAll(async () => {
    ground = await openPlayground();
  });
  afterAll(() => ground.close());

  it('play on, where they should be, and leave the server tidy', async () => {
    const plan = makePlan(242, 16);
    const { problems, observed } = await runPlan(plan, ground);
    expect(problems, `${planText(plan)}\n${observed?.diary.join('\n')}`).toEqual([]);
    // A restart and a kill: had nothing been renewed, nothing would have been tested.
    expect(observed?.renewals).toBeGreaterThan(0);
  }, 90_000);
});
