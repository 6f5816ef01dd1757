/** What a page needs to play one film of the emulated server. */
export interface Source {
  readonly baseUrl: string;
  readonly token: string;
  readonly ratingKey: string;
  /** For players that take the URL of a manifest. Each source has its own session and transcode. */
  readonly manifestUrl: string;
}

/** One player on the page. */
export interface Mounted {
  /** The media element, if it exists yet. */
  video(): HTMLVideoElement | null | undefined;
  /** Removes the player. The page removes the root element. */
  unmount(): void;
}

/** What each file of `peers` exports under the name `peer`. */
export interface Peer {
  /** Mounts a player with autoplay. */
  mount(root: HTMLElement, source: Source): Mounted;
}
