/** Set before `npm start` to point the stories at a real Plex Media Server. */
interface ImportMetaEnv {
  /** `http://192.168.1.10:32400` */
  readonly STORYBOOK_PLEX_BASE_URL?: string;
  /** Never put into a static build: anybody could read it there. */
  readonly STORYBOOK_PLEX_TOKEN?: string;
  /** Rating key of the film the stories play. */
  readonly STORYBOOK_PLEX_VIDEO?: string;
  /** Rating key of the playlist the stories play. */
  readonly STORYBOOK_PLEX_PLAYLIST?: string;
}
