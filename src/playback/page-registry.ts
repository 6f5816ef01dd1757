import { GestureQueue } from './gesture-queue.ts';
import type { MediaState } from './media-state.ts';
import { PageIdentity } from './page-identity.ts';
import { Parking } from './parking.ts';
import type { Player } from './player.ts';
import type { Queue } from './queue.ts';
import { SerialCalls } from './serial-calls.ts';
import { SessionBrake } from './session-brake.ts';

/** What all players of a page share, whichever copy of the library they come from. */
export class PageRegistry {
  readonly identity = new PageIdentity();
  readonly calls = new SerialCalls();
  readonly #brakes = new Map<string, SessionBrake>();
  /** How many live playbacks use a client identifier: more than one is a collision. */
  readonly clientIdentifiers = new Map<string, number>();
  /** Players that the browser did not let begin without a gesture of the viewer. */
  readonly gestures = new GestureQueue();
  /** Players whose component has gone, waiting for it to come back. */
  readonly players = new Parking<Player>();
  /** The same for the queues of music players. */
  readonly queues = new Parking<Queue>();

  /** What this page remembers of the sessions of one server: it is the server that has to be spared. */
  brakeFor(baseUrl: string): SessionBrake {
    const brake = this.#brakes.get(baseUrl) ?? new SessionBrake();
    this.#brakes.set(baseUrl, brake);
    return brake;
  }

  /** Ends what is parked under an identity that another player needs now. */
  endParked(isMeant: (state: MediaState, player: Player) => boolean): void {
    for (const player of this.players.all()) if (isMeant(player.store.get(), player)) player.end();
  }
}

const KEY = Symbol.for('coplay.page-registry@1');

/** The registry of this page. Lives on `globalThis`, so that a second copy of the library, or one reloaded by HMR, finds it. */
export function pageRegistry(): PageRegistry {
  const page = globalThis as { [KEY]?: PageRegistry };
  page[KEY] ??= new PageRegistry();
  return page[KEY];
}
