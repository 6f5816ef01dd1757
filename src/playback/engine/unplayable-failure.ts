import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError } from '../core/playback-error.ts';
import type { TrackKind } from './next-tracks-step.ts';

const silent: { readonly [Kind in TrackKind]: string } = {
  audio:
    'The browser plays this item without its sound. Try another version of the item, or another browser.',
  video:
    'The browser plays this item without its picture. Try another version of the item, or another browser.',
};

/** The failure of media that the browser says it cannot play. */
export function unplayableFailure(reason: string): EngineFailure {
  return { kind: 'unplayable', final: true, cause: new Error(reason) };
}

/** The failure of media of which the browser decodes some tracks only. */
export function silentFailure(kind: TrackKind): EngineFailure {
  const cause = new Error(`Nothing of the ${kind} was decoded while the other tracks played.`);
  return {
    kind: 'unplayable',
    final: true,
    cause: new PlaybackError('decode', { text: silent[kind], cause }),
  };
}
