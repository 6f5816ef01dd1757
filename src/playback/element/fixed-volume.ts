import { createChunkLoader } from '../core/chunk-loader.ts';
import type { GainStageOptions } from './gain-stage.ts';

const loadGainStage = createChunkLoader(() => import('./gain-stage.ts'));

/** Whether the browser ignores a new volume, as on iPhones: only the buttons of the device set it. Try it on an own element. */
export function hasFixedVolume(media: HTMLMediaElement): boolean {
  media.volume = 0.5;
  return media.volume === 1;
}

/** Asks for a gain of an element whose volume is fixed. Web Audio applies it at once, later or never, see `setGain`. */
export function askForGain(media: HTMLMediaElement, gain: number, options: GainStageOptions): void {
  if (gain === 1 && !media.crossOrigin) return;
  // Without CORS, Web Audio gets nothing from another origin. An empty attribute: only for that, see the engine for direct play.
  media.crossOrigin ||= '';
  loadGainStage().then(
    ({ setGain }) => setGain(media, gain, options),
    () => {},
  );
}
