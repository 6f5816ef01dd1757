/** What a page needs to play one film of the emulated server. */
export interface Source {
  readonly baseUrl: string;
  readonly token: string;
  readonly ratingKey: string;
  /** The manifest for players that take a URL. Its transcode is its own: no two players share one. */
  readonly manifestUrl: string;
}

/** One player on the page. */
export interface Mounted {
  /** The media element, as soon as there is one. */
  video(): HTMLVideoElement | null | undefined;
  /** Removes the player as a host of it would. The root element is removed by the page. */
  unmount(): void;
}

/** What each file of `peers` exports under the name `peer`. */
export interface Peer {
  /** Mounts a player that begins to play by itself. */
  mount(root: HTMLElement, source: Source): Mounted;
}
