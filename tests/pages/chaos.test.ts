import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePlan, planText } from '../../scripts/chaos/plan.ts';
import { runPlan } from '../../scripts/chaos/run-plan.ts';
import { openPlayground, type Playground } from '../../scripts/playground.ts';

/** A short run of `npm run chaos`. A failure prints its plan. */
describe('video and music from a server with a fault every few seconds', () => {
  let ground: Playground;

  beforeAll(async () => {
    ground = await openPlayground('chaos');
  });
  afterAll(() => ground.close());

  it('play on at the right position, and leave nothing open on the server', async () => {
    const plan = makePlan(691, 16);
    const { problems, observed } = await runPlan(plan, ground);
    expect(problems, `${planText(plan)}\n${observed?.diary.join('\n')}`).toEqual([]);
    // The plan has a dropped session with a cut manifest, a restart, a trickle and a clock jump. Without renewals the test would
    // prove nothing.
    expect(observed?.renewals).toBeGreaterThan(1);
  }, 90_000);
});
