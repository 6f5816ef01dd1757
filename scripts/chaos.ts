import { parseArgs } from 'node:util';
import { makePlan, planText } from './chaos/plan.ts';
import { type ChaosReport, runPlan } from './chaos/run-plan.ts';
import { openPlayground } from './playground.ts';

/**
 * `npm run chaos -- --seed 7 --minutes 1`: plays a video and music in Chromium, from an emulated server with its strictest
 * rule and a random fault every 3 to 5 s. The same seed gives the same faults; `--seeds 20` runs 20 seeds, `--parallel 2` two at a time.
 * `waiting` and `stalled` count stalls for lack of data; `hitches` counts stalls with data in the buffer, on a busy machine.
 * Exits with 1 if a seed failed, and prints the command to replay it.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1' },
    parallel: { type: 'string', default: '1' },
    diary: { type: 'boolean', default: false },
  },
});
const [first = 0, count = 0, parallel = 0, minutes = 0] = [
  values.seed,
  values.seeds,
  values.parallel,
  values.minutes,
].map(Number);
if (![first, count, parallel].every(Number.isInteger) || !(parallel > 0 && minutes > 0)) {
  console.error(
    'coplay: `--seed`, `--seeds` and `--parallel` must be whole numbers, `--parallel` and `--minutes` above 0. Example: `npm run chaos -- --seed 7 --minutes 1 --seeds 20`.',
  );
  process.exit(2);
}

/** By seed: numbers stay in order, whichever run ends first. */
const table: Record<number, ReturnType<typeof rowOf>> = {};
const failed: number[] = [];
const ground = await openPlayground('chaos');
const seeds = Array.from({ length: count }, (_, index) => first + index).values();
try {
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (const seed of seeds) await runSeed(seed);
    }),
  );
} finally {
  await ground.close();
}

console.log('');
console.table(table);
for (const seed of failed)
  console.log(`✗ seed ${seed}: npm run chaos -- --seed ${seed} --minutes ${minutes} --diary`);
console.log(failed.length === 0 ? 'All seeds passed.' : `${failed.length} seeds failed.`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runSeed(seed: number): Promise<void> {
  const plan = makePlan(seed, minutes * 60);
  console.log(`\n${planText(plan)}`);
  const report = await runPlan(plan, ground);
  table[seed] = rowOf(report);
  console.table({ [seed]: rowOf(report) });
  if (report.problems.length > 0) failed.push(seed);
  for (const problem of report.problems) console.log(`  ✗ ${problem}`);
  if (report.problems.length > 0 || values.diary)
    console.log(report.observed?.diary.join('\n') ?? '(the page did not play)');
}

function rowOf({ faults, observed, settledMs, problems }: ChaosReport) {
  const { video, audio } = observed ?? {};
  return {
    kill: faults.kill ?? 0,
    empty: faults['empty-segments'] ?? 0,
    busy: faults.busy ?? 0,
    slow: faults['slow-segments'] ?? 0,
    restart: faults.restart ?? 0,
    offline: faults.offline ?? 0,
    clock: faults['clock-jump'] ?? 0,
    trickle: faults.trickle ?? 0,
    'cut mpd': faults['cut-manifest'] ?? 0,
    'status 204': faults['empty-204'] ?? 0,
    renewals: observed?.renewals,
    'video waiting': video?.waiting,
    'video stalled ms': Math.round(video?.stalledMs ?? 0),
    'music waiting': audio?.waiting,
    'music stalled ms': Math.round(audio?.stalledMs ?? 0),
    hitches: `${(video?.hitches ?? 0) + (audio?.hitches ?? 0)} (${Math.round((video?.hitchMs ?? 0) + (audio?.hitchMs ?? 0))} ms)`,
    tracks: audio?.tracksEnded,
    'longest gap ms': Math.round(audio?.longestGapMs ?? 0),
    'settled ms': Math.max(0, settledMs),
    result: problems.length === 0 ? 'ok' : `${problems.length} problems`,
  };
}
