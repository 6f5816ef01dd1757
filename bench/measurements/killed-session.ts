import type { Measurement } from '../runner/measurement.ts';
import type { Visit } from '../runner/visit.ts';

/** The transcode is killed once a player has buffered this far ahead, at the latest after `BUFFER_LIMIT_MS`. */
const BUFFER_SECONDS = 28;
const BUFFER_LIMIT_MS = 12_000;
/** From the kill. The buffer covers about 30 s of it. */
const GIVE_UP_MS = 45_000;
/** A player that is this far beyond what it had buffered has recovered. */
const BEYOND_SECONDS = 3;

export const killedSession: Measurement = {
  name: 'killed-session',
  title: 'A killed session',
  method: `The server ends the transcode in mid-play, with about ${BUFFER_SECONDS} s buffered. How long the video waits for data until it plays ${BEYOND_SECONDS} s beyond the buffer of that moment; "stuck" when it does not within ${GIVE_UP_MS / 1000} s. All players run at the same time, each in its own browser context.`,
  figures: [
    { key: 'buffered', title: 'Buffered ahead at that moment', unit: 's' },
    { key: 'waiting', title: 'Waiting for data', unit: 'ms' },
  ],
  rounds: () => 1,
  atOnce: true,
  measure: (lab, peer) =>
    lab.visit(peer, {}, async (visit) => {
      const player = await visit.mount();
      await visit.firstFrame(player);
      const { position, bufferedUntil, waitingMs } = await buffered(visit, player);
      await killTranscodes(visit);
      const recovered = await look(visit, player, GIVE_UP_MS, (now) => {
        return now.position > bufferedUntil + BEYOND_SECONDS;
      });
      return {
        buffered: bufferedUntil - position,
        waiting: recovered.done ? recovered.progress.waitingMs - waitingMs : 'stuck',
      };
    }),
};

async function buffered(visit: Visit, player: number) {
  const { progress } = await look(visit, player, BUFFER_LIMIT_MS, (now) => {
    return now.bufferedUntil - now.position >= BUFFER_SECONDS;
  });
  return progress;
}

/** Polls the progress of a player four times a second until the condition holds or the time is up. */
async function look(
  visit: Visit,
  player: number,
  limitMs: number,
  isEnough: (progress: Awaited<ReturnType<Visit['progress']>>) => boolean,
) {
  const until = performance.now() + limitMs;
  for (;;) {
    const progress = await visit.progress(player);
    const done = isEnough(progress);
    if (done || performance.now() >= until) return { progress, done };
    await visit.wait(250);
  }
}

/** Ends all transcodes, as a server does for a viewer that it takes for gone. */
async function killTranscodes({ plex }: Visit): Promise<void> {
  for (const { transcodeId } of plex.server.snapshot().jobs) {
    const url = `${plex.baseUrl}/transcode/sessions/${transcodeId}?X-Plex-Token=${plex.token}`;
    const { status } = await plex.server.fetch(new Request(url, { method: 'DELETE' }));
    if (status !== 204) throw new Error(`The transcode could not be killed: ${status}.`);
  }
}
