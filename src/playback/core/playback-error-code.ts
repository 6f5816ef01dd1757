/**
 * Why playback failed. One code for each thing a host or a viewer can act on. Where the server answered, it stands for the last
 * answer, whose HTTP status is `status` of the error:
 *
 * | code | meaning |
 * |---|---|
 * | `invalid-connection` | the connection's base URL can't be used |
 * | `invalid-argument` | a prop or argument has the wrong shape |
 * | `auth-expired` | the server refused the token (401). With a new token the player goes on by itself |
 * | `forbidden` | the account may not play this (403) |
 * | `not-found` | there is no such item, part or list (404, 410), or the base URL leads to another server |
 * | `bandwidth` | the server has no bandwidth left for it, or the connection is too slow to play it, also for a lower bitrate |
 * | `unsupported` | neither direct play nor conversion is possible, or the browser can't play it |
 * | `decode` | the browser failed to decode the media |
 * | `server-unreachable` | no answer at all, or the browser does not ask: mixed content, a Content Security Policy, no free connection |
 * | `server-error` | an unusable answer: 3xx, 400, 429, 5xx, any other error, or a body that is not what was requested |
 * | `terminated` | the server ended the session on purpose; or the media of a session are gone, and recovery is off |
 * | `autoplay-blocked` | the browser requires a user gesture first (shown as a button, not as a failure) |
 * | `session-storm` | new sessions keep dying, and the limit of new sessions in a short time is reached |
 * | `evicted-by-sibling` | another player on this page keeps ending this one's session |
 */
export type PlaybackErrorCode =
  | 'invalid-connection'
  | 'invalid-argument'
  | 'auth-expired'
  | 'forbidden'
  | 'not-found'
  | 'bandwidth'
  | 'unsupported'
  | 'decode'
  | 'server-unreachable'
  | 'server-error'
  | 'terminated'
  | 'autoplay-blocked'
  | 'session-storm'
  | 'evicted-by-sibling';

/** What the viewer reads: what happened, and what to do. */
export const errorSentences: Readonly<Record<PlaybackErrorCode, string>> = {
  'invalid-connection':
    'The address of the Plex server is not usable. Set a base URL such as http://192.168.1.10:32400.',
  'invalid-argument':
    'This player was given something it cannot play. Pass media such as { ratingKey: "662548" }.',
  'auth-expired': 'The Plex server does not accept this sign-in. Sign in again, then press Retry.',
  forbidden: 'This account may not play this item. Ask the owner of the server for access.',
  'not-found':
    'The server has no such item. It may have been removed or replaced: choose it again. If nothing plays, check that the base URL leads to a Plex server.',
  bandwidth:
    'The Plex server has no bandwidth left for this. Stop another stream or ask for a lower bitrate (maxVideoBitrateKbps, musicBitrateKbps), then press Retry.',
  unsupported:
    'This item can neither be played directly nor converted. Try another version of it or another browser.',
  decode:
    'The browser could not decode the media. Press Retry, or try another version of the item.',
  'server-unreachable':
    'The Plex server does not answer. Check that it is running and that this page can reach it, then press Retry.',
  'server-error': 'The Plex server could not handle the request. Wait a moment, then press Retry.',
  terminated: 'The Plex server ended this session. Press Retry to start it again here.',
  'autoplay-blocked': 'The browser wants a click before it plays sound. Press Play.',
  'session-storm':
    'This player asked for too many sessions in a short time. Wait half a minute, then press Retry.',
  'evicted-by-sibling':
    'Another player on this page keeps ending this stream on the server. Stop the other one, then press Retry.',
};
