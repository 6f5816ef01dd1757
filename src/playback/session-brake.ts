import { pageBrake } from './recovery-policy.ts';
import { SiblingWatch } from './sibling-watch.ts';

/** What a page remembers of its players' sessions, so that together they do not ask for too many. */
export class SessionBrake {
  readonly siblings = new SiblingWatch();
  #renewedAt: readonly number[] = [];

  /** When any player got a new transcode id. Milliseconds. */
  get renewedAt(): readonly number[] {
    return this.#renewedAt;
  }

  note(now: number): void {
    this.#renewedAt = [...this.#renewedAt, now].filter((time) => now - time < pageBrake.windowMs);
  }
}
