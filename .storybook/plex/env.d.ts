/** Environment variables that make the stories use a real Plex Media Server. Set them before `npm start`. */
interface ImportMetaEnv {
  /** `http://192.168.1.10:32400` */
  readonly STORYBOOK_PLEX_BASE_URL?: string;
  /** Not used in a static build, where anybody could read it. */
  readonly STORYBOOK_PLEX_TOKEN?: string;
  /** Rating key of the film that the stories play. */
  readonly STORYBOOK_PLEX_VIDEO?: string;
  /** Rating key of the playlist that the stories play. */
  readonly STORYBOOK_PLEX_PLAYLIST?: string;
}
