import type { Engine, EngineHost } from '../engine/engine.ts';
import { loadEngine } from '../engine/load-engine.ts';

/** The engine of a playback. It is replaced when a decision needs the other one. */
export class EngineSlot {
  readonly #host: EngineHost;
  readonly #signal: AbortSignal;
  #engine: Engine | undefined;

  /** @param signal Aborts when the playback is over: then no engine is created any more. */
  constructor(host: EngineHost, signal: AbortSignal) {
    this.#host = host;
    this.#signal = signal;
  }

  get name(): Engine['name'] | undefined {
    return this.#engine?.name;
  }

  /**
   * The engine of this name, created where there is none; destroys the other one.
   * @throws PlaybackError when the engine can't be had here; the reason of the signal.
   */
  async use(name: Engine['name']): Promise<Engine> {
    if (this.#engine?.name === name) return this.#engine;
    const create = await loadEngine(name);
    this.#signal.throwIfAborted();
    if (this.#engine?.name === name) return this.#engine;
    this.#engine?.destroy();
    this.#engine = create(this.#host);
    return this.#engine;
  }

  destroy(): void {
    this.#engine?.destroy();
  }
}
