import type { PlexServerOptions } from 'coplay/testing';

/** `parameters.plex` of a story. */
export interface PlexParameters {
  /** The dock below the story that shows the server: `open`, `closed` or `false` for none. @default 'open' */
  dock?: 'open' | 'closed' | false;
  /** Options of the emulated server, in addition to those of the toolbar. */
  server?: Partial<PlexServerOptions>;
  /** Whether the story is inside a PlexProvider. @default true */
  provider?: boolean;
  /**
   * Why this story leaves streams or transcodes to the idle limits of its server. Without this reason, a test run fails if a
   * story leaves any.
   */
  leavesOpen?: string;
  /**
   * Origins beside that of the Storybook that the story may request. In a test run, a request to any other fails it.
   * @default []
   */
  otherOrigins?: readonly string[];
}
