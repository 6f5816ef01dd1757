import type { PlaybackOptions } from './playback-options.ts';
import { PlexSession } from './plex-session.ts';

export interface OpenSessionOptions {
  readonly plexClientSession: string;
  /** Position of the playback. Seconds. */
  position(): number;
  /** The server ended the session. */
  onTerminated(text: string | undefined): void;
}

/** Creates the session of a playback, registered under its client identifier until it ends. Sends nothing. */
export function openSession(
  playback: PlaybackOptions,
  { plexClientSession, position, onTerminated }: OpenSessionOptions,
): PlexSession {
  const { element, store, media } = playback;
  const { ratingKey, mediaIndex, partIndex } = media;
  let release = () => {};
  const session = new PlexSession({
    ...playback,
    // Read for each request, so that a new token is used at once.
    get connection() {
      return playback.connection;
    },
    plexClientSession,
    ratingKey,
    mediaIndex,
    partIndex,
    item: () => store.get().item,
    report: () => ({
      state: element.paused ? 'paused' : store.get().waiting ? 'buffering' : 'playing',
      timeSeconds: position(),
      durationSeconds: store.get().duration,
    }),
    onEnded: () => release(),
    onTerminated,
  });
  release = playback.registerClient(session.ids.clientIdentifier);
  return session;
}
