import { createChunkLoader } from '../core/chunk-loader.ts';
import type { Answered, DecidingSession } from './deciding-session.ts';
import { mayBeSplit } from './may-be-split.ts';
import type { PlaybackOptions } from './playback-options.ts';
import type { WholeItem } from './whole-item.ts';

/** Most items have one file. */
const loadWholeItem = createChunkLoader(() => import('./whole-item.ts'));

/** What decides about an item that may consist of several files, unless the host plays one of them. */
export async function findWhole(
  answer: Answered,
  session: DecidingSession,
  options: Pick<PlaybackOptions, 'connection' | 'element' | 'media'>,
): Promise<WholeItem | undefined> {
  if (options.media.partIndex !== undefined || !mayBeSplit(answer)) return undefined;
  const { WholeItem } = await loadWholeItem();
  return new WholeItem(session, options);
}
