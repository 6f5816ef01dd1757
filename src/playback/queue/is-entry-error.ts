import { itemQuery } from '../../plex/transcode-query.ts';
import { checkMedia, type PlayableMedia } from '../core/playable-media.ts';
import type { PlaybackError, PlaybackErrorCode } from '../core/playback-error.ts';

/** Whether an error is about the entry that was to play, so that the next one may play. */
const isOfEntry: Readonly<Record<PlaybackErrorCode, boolean>> = {
  'invalid-connection': false,
  // By the entry, below.
  'invalid-argument': true,
  'auth-expired': false,
  forbidden: true,
  'not-found': true,
  bandwidth: false,
  unsupported: true,
  decode: true,
  'server-unreachable': false,
  // By its status, below.
  'server-error': true,
  terminated: false,
  'autoplay-blocked': false,
  'session-storm': false,
  'evicted-by-sibling': false,
};

/** Statuses of a `server-error` that any entry would get: a redirect, a limit of requests, a server that is down or starts. */
const isOfServer = (status = 0) =>
  (status >= 300 && status < 400) || [429, 502, 503, 504].includes(status);

/** Whether the next entry of a queue may play after this error of the entry that plays `media`. */
export function isEntryError(
  { code, status }: Pick<PlaybackError, 'code' | 'status'>,
  media: PlayableMedia,
): boolean {
  if (code === 'invalid-argument') return !isPlayable(media);
  return isOfEntry[code] && !(code === 'server-error' && isOfServer(status));
}

/** Whether a server can be asked for it. Else a prop of the player is wrong, such as a bitrate, which any entry would get. */
function isPlayable(media: PlayableMedia): boolean {
  try {
    itemQuery(checkMedia(media));
    return true;
  } catch {
    return false;
  }
}
