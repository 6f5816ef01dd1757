import type { EngineFailure } from '../core/engine-failure.ts';
import { PlaybackError, type PlaybackErrorCode } from '../core/playback-error.ts';
import type { EngineHost } from './engine.ts';

/** Where an engine stands still. */
export type StallStage = 'metadata' | 'first-frame' | 'data' | 'playhead';

const errors: Readonly<
  Record<StallStage, { readonly code: PlaybackErrorCode; readonly text: string }>
> = {
  metadata: {
    code: 'server-error',
    text: 'The Plex server sent a stream that does not start. Press Retry, or try another version of the item.',
  },
  'first-frame': {
    code: 'decode',
    text: 'The browser has received the media and shows nothing of it. Press Retry, or try another version of the item.',
  },
  data: {
    code: 'server-error',
    text: 'The stream does not continue. Press Retry, or try another version of the item.',
  },
  playhead: {
    code: 'decode',
    text: 'The browser has the media and does not play on. Press Retry, or reload this page.',
  },
};

/**
 * The failure of an engine that makes no progress though nothing is pending. A source that never starts would not start a second
 * time, so only another engine may help.
 */
export function stallFailure(stage: StallStage, reason: string): EngineFailure {
  const { code, text } = errors[stage];
  const cause = new PlaybackError(code, { text, cause: new Error(reason) });
  return { kind: stage === 'metadata' ? 'unsupported' : 'stalled', final: true, cause };
}

/** The failure of a source whose segments do not get into the buffer. Another session may have other ones. */
export function lostFailure(): EngineFailure {
  const text =
    'The Plex server sends media that do not belong to their place in the stream. Press Retry, or try another version of the item.';
  const cause = new Error('Several segments have left nothing in the buffer.');
  return {
    kind: 'stalled',
    final: true,
    cause: new PlaybackError('server-error', { text, cause }),
  };
}

/** What an element that waits for data lacks. */
export function stageOf({ media, hasPlayed }: Pick<EngineHost, 'media' | 'hasPlayed'>): StallStage {
  if (media.readyState === 0) return 'metadata';
  return hasPlayed() ? 'data' : 'first-frame';
}
