import type { SegmentFacts } from './next-segment-step.ts';
import type { Fetched } from './segment-fetch.ts';
import type { SegmentVerdict } from './segment-verdict.ts';

/** The state of loading one segment: the last answer, and what has been tried. See {@link SegmentFacts}. */
export class SegmentAttempt {
  #answer: Fetched | undefined;
  #counts = new Map<SegmentVerdict, number>();
  /** When the live session gave its first answer. Milliseconds. */
  #since: number | undefined;
  /** When any session gave its first answer. Milliseconds. */
  #missingSince: number | undefined;
  #from: string | undefined;
  relocation: SegmentFacts['relocation'] = 'none';
  isOverdue = false;
  renewal: SegmentFacts['renewal'] = 'none';
  isGap = false;
  #transcode: SegmentFacts['transcode'] = 'unknown';
  #wasAlive = false;
  /** See {@link SegmentFacts.wasDue}. */
  readonly wasDue: boolean;
  /** See {@link SegmentFacts.wasFresh}. */
  wasFresh: boolean | undefined;

  constructor(wasDue: boolean) {
    this.wasDue = wasDue;
  }

  /** What the server said about the transcode since the answer. */
  get transcode(): SegmentFacts['transcode'] {
    return this.#transcode;
  }

  /** Whether the server said that the first session was alive. */
  get wasAlive(): boolean {
    return this.#wasAlive;
  }

  /** The server has said whether it has the transcode. */
  probed(transcode: 'alive' | 'gone'): void {
    this.#transcode = transcode;
    if (this.renewal === 'none') this.#wasAlive = transcode === 'alive';
  }

  /** The last answer, until it is dropped. */
  get answer(): Fetched | undefined {
    return this.#answer;
  }

  /** How many answers of the current verdict came from the current session. */
  get repeats(): number {
    return (this.#answer && this.#counts.get(this.#answer.verdict)) ?? 0;
  }

  /** Time since the first answer of the current session. Milliseconds. */
  get waitedMs(): number {
    return this.#since === undefined ? 0 : performance.now() - this.#since;
  }

  /** Time since the first answer of any session. Milliseconds. */
  get missingMs(): number {
    return this.#missingSince === undefined ? 0 : performance.now() - this.#missingSince;
  }

  answered(answer: Fetched): void {
    if (answer.from !== this.#from) {
      // Another track has replaced the session.
      if (this.#from !== undefined) this.renewal = 'renewed';
      this.#restart();
    }
    this.#from = answer.from;
    const now = performance.now();
    this.#since ??= now;
    this.#missingSince ??= now;
    this.#answer = answer;
    this.#counts.set(answer.verdict, (this.#counts.get(answer.verdict) ?? 0) + 1);
    this.relocation = 'none';
    this.isOverdue = false;
    this.#transcode = 'unknown';
  }

  /** Drops the answer, to ask again. */
  drop(): void {
    this.#answer = undefined;
    this.relocation = 'none';
  }

  renewed(renewal: SegmentFacts['renewal']): void {
    this.renewal = renewal;
    if (renewal === 'denied') return;
    this.drop();
    this.#restart();
  }

  #restart(): void {
    this.#counts = new Map();
    this.#since = undefined;
  }
}
