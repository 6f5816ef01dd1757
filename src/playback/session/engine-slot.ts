import { createDashEngine } from '../engine/dash-engine.ts';
import type { Engine, EngineHost } from '../engine/engine.ts';
import { createNativeEngine } from '../engine/native-engine.ts';

/** The engine of a playback. It is replaced when a decision needs the other one. */
export class EngineSlot {
  readonly #host: EngineHost;
  #engine: Engine | undefined;

  constructor(host: EngineHost) {
    this.#host = host;
  }

  get name(): Engine['name'] | undefined {
    return this.#engine?.name;
  }

  /** The engine of this name; destroys the other one. */
  use(name: Engine['name']): Engine {
    if (this.#engine?.name === name) return this.#engine;
    this.#engine?.destroy();
    this.#engine =
      name === 'native' ? createNativeEngine(this.#host) : createDashEngine(this.#host);
    return this.#engine;
  }

  destroy(): void {
    this.#engine?.destroy();
  }
}
