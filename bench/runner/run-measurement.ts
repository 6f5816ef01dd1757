import type { PeerInfo } from '../peers.ts';
import type { Lab } from './lab.ts';
import { type Measurement, type Sample, takePart } from './measurement.ts';

export interface MeasurementResult {
  readonly name: string;
  readonly date: string;
  readonly rounds: number;
  readonly samples: readonly Sample[];
  /** Failed rounds: player, round and reason. */
  readonly failures: readonly string[];
}

/** Runs all rounds of a measurement. A round measures every player once; the order rotates from round to round. */
export async function runMeasurement(
  lab: Lab,
  measurement: Measurement,
  allPeers: readonly PeerInfo[],
  runs: number,
): Promise<MeasurementResult> {
  const peers = takePart(measurement, allPeers);
  const rounds = measurement.rounds(runs);
  const samples: Sample[] = [];
  const failures: string[] = [];
  const measure = async (peer: PeerInfo, round: number) => {
    try {
      const values = await measurement.measure(lab, peer);
      for (const [figure, value] of Object.entries(values))
        samples.push({ figure, peer: peer.name, round, value });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      failures.push(`${peer.title}, round ${round + 1}: ${why.split('\n')[0]}`);
    }
  };
  for (let round = 0; round < rounds; round++) {
    process.stdout.write(`${measurement.title}: round ${round + 1} of ${rounds}\n`);
    const start = round % peers.length;
    const order = [...peers.slice(start), ...peers.slice(0, start)];
    if (measurement.atOnce) await Promise.all(order.map((peer) => measure(peer, round)));
    else for (const peer of order) await measure(peer, round);
  }
  return {
    name: measurement.name,
    date: new Date().toISOString().slice(0, 10),
    rounds,
    samples,
    failures,
  };
}
