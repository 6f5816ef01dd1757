import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ListeningPlexServer, startPlexServer } from '../../scripts/listen.ts';
import { newContext } from './browser-page.ts';
import {
  clientOf,
  type Lab,
  openLab,
  playbackEnds,
  requestsTo,
  serverHas,
  serverIsIdle,
} from './lab.ts';
import type { LabPlayer } from './player-lab/page.tsx';

const HELD_MS = 60_000;

/** A point in the life of a player, named by its role, at which the server does not answer. */
interface Stage extends LabPlayer {
  /** Part of the path of the request that gets no response. */
  readonly held: string;
  /** Set if the player plays first and its session dies. */
  readonly dies?: true;
}

/** Renewals come first: they are caused by a restart, which ends all sessions of the server. */
const stages: readonly Stage[] = [
  { role: 'in-a-renewal', kind: 'video', held: '/decision', dies: true },
  { role: 'in-a-renewed-manifest', kind: 'video', held: '/start.mpd', dies: true },
  { role: 'in-the-decision', kind: 'video', held: '/decision' },
  { role: 'in-the-manifest', kind: 'video', held: '/start.mpd' },
  { role: 'at-the-first-segment', kind: 'video', held: '/universal/session/' },
  { role: 'in-the-file', kind: 'video', ratingKey: '662560', held: '/library/parts/' },
  { role: 'in-the-list-of-music', kind: 'music', held: '/playlists/' },
];
/** While the list is loading there is no playback yet. */
const roles = stages.map(({ role }) => role).filter((role) => role !== 'in-the-list-of-music');

/** The stages overlap: one player is kept for 1.5 s while the next one is brought to its stage. */
describe('a player that unmounts', () => {
  let server: ListeningPlexServer;
  let lab: Lab;

  beforeEach(async () => {
    server = await startPlexServer({ evict: 'strict' });
    lab = await openLab(await newContext(), server);
  });
  afterEach(async () => {
    await lab.page.context().close();
    await server.close();
  });

  it('at any stage sends one `stopped` and nothing more, when the response arrives later', async () => {
    for (const stage of stages) {
      const undo = await playUpTo(stage);
      await lab.hide();
      undo();
      server.server.advance(HELD_MS);
    }
    await expectNothingLeft(roles);
  });

  it('at any stage sends one `stopped` and nothing more, when no response arrives', async () => {
    for (const stage of stages) {
      const undo = await playUpTo(stage);
      await lab.hide();
      undo();
    }
    // The held requests are aborted.
    await serverHas(server, 'no open request', ({ requests }) =>
      requests.every(({ status }) => status !== undefined),
    );
    await expectNothingLeft(roles);
  });

  it('in the task in which it mounted sends nothing', async () => {
    await lab.page.evaluate(() => {
      window.lab.show([{ kind: 'composite', role: 'gone' }]);
      window.lab.show([]);
    });
    await expectNothingLeft([]);
  });

  it('while its identity is being leased sends nothing', async () => {
    // Holds the lock as a tab does that is slow to create the install id.
    await lab.page.evaluate(
      () =>
        new Promise<void>((held) => {
          void navigator.locks.request('coplay:install-id', () => {
            held();
            return new Promise(() => {});
          });
        }),
    );
    await lab.show({ kind: 'video', role: 'gone' });
    await lab.hide();
    await expectNothingLeft([]);
  });

  /** Brings a player to its stage. Returns a function that lets the server answer later requests. */
  async function playUpTo({ held, dies, ...player }: Stage): Promise<() => void> {
    if (dies) {
      await lab.show(player);
      await lab.allPlay(1);
    }
    const undo = server.server.inject({
      kind: 'latency',
      milliseconds: HELD_MS,
      on: { path: held },
    });
    if (dies) server.server.restart();
    else await lab.show(player);
    const own = `${player.role}-`;
    await serverHas(server, `a held ${held}`, (snapshot) =>
      snapshot.requests.some((request) => {
        const isHeld = request.path.includes(held) && request.status === undefined;
        const client = clientOf(snapshot, request) ?? '';
        // A playlist is asked for with the install id, which has no role.
        return isHeld && (client.startsWith(own) || !client.includes('-'));
      }),
    );
    return undo;
  }

  /** Plays another item from start to end, so that any late request of the unmounted players has arrived. */
  async function expectNothingLeft(expected: readonly string[]): Promise<void> {
    await lab.show({ kind: 'music', role: 'afterwards' });
    await lab.allPlay(1);
    await lab.hide();
    await serverHas(server, 'the end of the playback that follows', (snapshot) =>
      requestsTo(snapshot, '/:/timeline').some(
        ({ query, clientIdentifier = '' }) =>
          query.state === 'stopped' && clientIdentifier.startsWith('afterwards'),
      ),
    );
    const ends = playbackEnds(await serverIsIdle(server));
    expect(ends).toEqual(
      [...expected, 'afterwards'].map((role) => ({
        clientIdentifier: expect.stringMatching(`^${role}-`),
        stopped: 1,
        late: [],
      })),
    );
    expect(lab.uncaught).toEqual([]);
  }
});
