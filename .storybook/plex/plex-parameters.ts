import type { PlexServerOptions } from 'coplay/testing';

/** `parameters.plex` of a story. */
export interface PlexParameters {
  /** The panel below the story with the server's picture: `open`, `closed` or `false` for none. @default 'open' */
  dock?: 'open' | 'closed' | false;
  /** Options of the emulated server beyond the toolbar's. */
  server?: Partial<PlexServerOptions>;
  /** Whether a PlexProvider is put around the story. @default true */
  provider?: boolean;
  /**
   * Why this story leaves streams or transcodes on its server, to end them by its idle limits. Any other story has to end
   * its own: once it has gone, a test run looks for them.
   */
  leavesOpen?: string;
}
