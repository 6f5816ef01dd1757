import { classifyStatus, isTransient } from '../../../plex/index.ts';
import { holdsSegment } from './segment-body.ts';
import type { SegmentRequest } from './segment-request.ts';

/**
 * The result of a segment request.
 *
 * - `full`: a segment
 * - `empty`: an answer without media. The encoder is starting up, the session is dead, or the file has ended
 * - `gone`: the session no longer has it
 * - `silent`: no answer, though the server says that the transcode is alive
 * - `slow`: so few bytes arrive that nothing can be played
 * - `away`: no answer, or a busy server
 * - `refused`: an answer that any other session would get as well
 * - `oversize`: an answer too large for a segment
 */
export type SegmentVerdict =
  | 'full'
  | 'empty'
  | 'gone'
  | 'silent'
  | 'slow'
  | 'away'
  | 'refused'
  | 'oversize';

/** Judges an answer. For a dead session Plex answers 404, or 200 without media. */
export function verdictOf(
  kind: SegmentRequest['kind'],
  status: number,
  body: ArrayBuffer,
): SegmentVerdict {
  const meaning = classifyStatus(status);
  if (meaning === 'ok') return holdsSegment(kind, body) ? 'full' : 'empty';
  if (meaning === 'not-found') return 'gone';
  return isTransient(meaning) ? 'away' : 'refused';
}
