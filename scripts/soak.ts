import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPlayground } from './playground.ts';
import { heapGrowth } from './soak/heap-growth.ts';
import { runSoak } from './soak/run-soak.ts';
import { MEGABYTE, type SoakSample, slopesOf, tooFast } from './soak/verdict.ts';

/**
 * `npm run soak -- --minutes 12 --players 4`: plays videos and music in Chromium for minutes. Measures heap, nodes and listeners
 * every 30 s after garbage collection, and exits with 1 when one of them grows in the second half. Lists what grew from the middle
 * to the end: compiled code grows for minutes, since V8 optimises one function after the other. `--snapshots <folder>` keeps the
 * two heap snapshots, which Chrome DevTools opens and compares.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '12' },
    players: { type: 'string', default: '4' },
    snapshots: { type: 'string' },
  },
});
const [minutes, players] = [Number(values.minutes), Number(values.players)];
if (!(minutes >= 2) || !Number.isInteger(players) || players < 1) {
  console.error(
    'coplay: `--minutes` must be 2 or more, and `--players` a whole number from 1. Example: `npm run soak -- --minutes 12 --players 4`.',
  );
  process.exit(2);
}

const ground = await openPlayground('soak');
try {
  console.log('minute   heap MB    DOM MB   nodes   listeners');
  const { samples, snapshots, problems } = await runSoak(
    { minutes, players, onSample: (sample) => console.log(rowOf(sample)) },
    ground,
  );
  await report(snapshots);
  const slopes = slopesOf(samples, minutes / 2);
  const { heap, nodes, listeners } = slopes;
  console.log(
    `A minute, from minute ${minutes / 2} on: heap ${heap.toFixed(3)} MB, nodes ${nodes.toFixed(1)}, listeners ${listeners.toFixed(1)}`,
  );
  const found = [...problems, ...tooFast(slopes)];
  for (const problem of found) console.log(`✗ ${problem}`);
  if (found.length === 0) console.log('Nothing grows.');
  process.exitCode = found.length === 0 ? 0 : 1;
} finally {
  await ground.close();
}

async function report([middle, end]: readonly string[]): Promise<void> {
  if (!middle || !end) return;
  console.log('\nLargest growth from the middle to the end:');
  for (const { name, count, bytes } of heapGrowth(middle, end).slice(0, 8))
    console.log(
      `${(bytes / 1024).toFixed(1).padStart(9)} kB ${String(count).padStart(6)}  ${name}`,
    );
  const folder = values.snapshots;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'middle.heapsnapshot'), middle);
  await writeFile(join(folder, 'end.heapsnapshot'), end);
}

function rowOf({ minute, heapBytes, domBytes, nodes, listeners }: SoakSample): string {
  return [
    minute.toFixed(1).padStart(6),
    (heapBytes / MEGABYTE).toFixed(3).padStart(10),
    (domBytes / MEGABYTE).toFixed(3).padStart(10),
    String(nodes).padStart(8),
    String(listeners).padStart(12),
  ].join('');
}
