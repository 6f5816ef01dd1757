import type { PlexEvent } from '../../plex/index.ts';
import { invokeCallback } from '../core/invoke-callback.ts';
import type { MediaState } from '../core/media-state.ts';
import { checkMedia, type PlayableMedia } from '../core/playable-media.ts';
import type { PlaybackError } from '../core/playback-error.ts';
import type { Store } from '../core/store.ts';
import { checkLimits } from '../core/stream-limits.ts';
import { pageRegistry } from '../page/page-registry.ts';
import { Playback } from '../session/playback.ts';
import { createRenewalLog } from '../session/renewal-log.ts';
import type { MountLifecycle } from './mount-lifecycle.ts';
import type { PlayerIdentity } from './player-identity.ts';
import { contentOf, newestOf, type PlayerOptions, usableConnection } from './player-options.ts';

export interface PlaybackSlotOptions {
  readonly store: Store<MediaState>;
  readonly identity: PlayerIdentity;
  readonly lifecycle: MountLifecycle;
  /** The current options of the player. */
  options(): PlayerOptions;
  ensureElement(): HTMLMediaElement;
  /** A source has been attached. */
  onSource(): void;
  onFailed(error: PlaybackError): void;
  /** What the player has failed for is free now. */
  onFree(): void;
  onEnded(): void;
  emit(event: PlexEvent): void;
}

/** The current playback of a player, and what one playback passes on to the next. */
export class PlaybackSlot {
  readonly #options: PlaybackSlotOptions;
  #current: Playback | undefined;
  /** What the current playback plays. */
  #content: string | undefined;
  /** Base URL of the server that it plays from. */
  #server: string | undefined;
  /** Resolves when the server has been told of the end of the last playback. */
  #ended: Promise<void> = Promise.resolve();
  /** Base URL of the last server that has answered this player. */
  #knownServer: string | undefined;
  /** When this player got new transcode ids. */
  readonly #renewals = createRenewalLog();
  /** Ends the wait of {@link PlaybackSlot.awaitFree}. */
  #waiting: AbortController | undefined;

  constructor(options: PlaybackSlotOptions) {
    this.#options = options;
  }

  get current(): Playback | undefined {
    return this.#current;
  }

  /** Whether a source is being attached, so that position and state of the element are meaningless. */
  get isAttaching(): boolean {
    return this.#current?.isReplacingSource ?? true;
  }

  /** Starts a playback of the current options. @throws PlaybackError or PlexError: why they can't be played */
  start(startSeconds: number): void {
    const { options, identity, lifecycle, onSource } = this.#options;
    const { media, mediaError, mediaType, plexClientSession } = options();
    const connection = usableConnection(options());
    if (mediaError) throw mediaError;
    this.#content = contentOf(options());
    this.#server = connection.baseUrl;
    this.#current = new Playback({
      ...this.#options,
      element: this.#options.ensureElement(),
      get connection() {
        return newestOf(connection, options().connection);
      },
      media: checkMedia(media as PlayableMedia),
      mediaType,
      startSeconds,
      givenSession: plexClientSession,
      requestQueue: pageRegistry().requestQueue,
      limiter: pageRegistry().renewalLimiterOf(connection.baseUrl),
      renewals: this.#renewals,
      knowsServer: this.#knownServer === connection.baseUrl,
      registerClient: (clientIdentifier) => identity.registerClient(clientIdentifier),
      identify: (signal) => identity.identify(options(), signal),
      whenMounted: (signal) => lifecycle.whenMounted(signal),
      willSkip(error) {
        let skips: boolean | undefined;
        invokeCallback(() => {
          skips = options().willSkip?.(error);
        });
        return skips;
      },
      recovers: () => options().recovery ?? true,
      limits: () => checkLimits(options(), mediaType),
      onSource: () => {
        this.#knownServer = connection.baseUrl;
        onSource();
      },
    });
    void this.#current.start();
  }

  /** Ends the current playback. `keepalive`: the page goes away. `next`: the content that starts at once. */
  stop(keepalive?: boolean, next = this.#content): void {
    this.#waiting?.abort();
    const { connection } = this.#options.options();
    const continuing = next !== this.#content && connection?.baseUrl === this.#server;
    if (this.#current) this.#ended = this.#current.end({ keepalive, continuing });
    this.#current = undefined;
  }

  /** The player has failed: says so once what it has failed for is free, unless it is started or stopped before. */
  awaitFree({ untilFree }: PlaybackError): void {
    this.#waiting = new AbortController();
    untilFree?.(this.#waiting.signal).then(this.#options.onFree, () => {});
  }

  /** The current playback has ended itself. */
  forget(): void {
    this.#current = undefined;
  }

  /** Resolves when the server has been told of the end of the last playback, or can't be. */
  whenTold(): Promise<void> {
    return this.#ended;
  }
}
