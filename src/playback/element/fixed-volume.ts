import { createChunkLoader } from '../core/chunk-loader.ts';
import { tryCors } from '../core/cors-trial.ts';
import type { GainStage, GainStageOptions } from './gain-stage.ts';

const loadGainStage = createChunkLoader(() => import('./gain-stage.ts'));

/** Whether the browser ignores a new volume, as on iPhones: only the buttons of the device set it. Try it on an own element. */
export function hasFixedVolume(media: HTMLMediaElement): boolean {
  media.volume = 0.5;
  return media.volume === 1;
}

/** The gain of an element whose volume is fixed: Web Audio applies it where that is possible, see {@link createGainStage}. */
export class FixedVolume {
  readonly #media: HTMLMediaElement;
  readonly #options: Pick<GainStageOptions, 'onApplied' | 'onSilent'>;
  #stage: Promise<GainStage> | undefined;
  #wanted = 1;
  /** The gain that is heard. */
  gain = 1;

  constructor(media: HTMLMediaElement, options: Pick<GainStageOptions, 'onApplied' | 'onSilent'>) {
    this.#media = media;
    this.#options = options;
  }

  /** Asks for a gain. {@link FixedVolume.gain} changes when it is applied, at once or later, or never. */
  set(gain: number): void {
    this.#wanted = gain;
    if (gain === 1 && !this.#stage) return;
    // For the next source: Web Audio gets nothing from another origin without it.
    tryCors(this.#media);
    this.#stage ??= loadGainStage().then(({ createGainStage }) =>
      createGainStage(this.#media, {
        ...this.#options,
        onApplied: () => {
          this.gain = this.#wanted;
          this.#options.onApplied();
        },
      }),
    );
    this.#stage.then(
      (stage) => stage.set(this.#wanted),
      () => {},
    );
  }
}
