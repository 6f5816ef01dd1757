/** A Plex Media Server of your own that the stories shall play from. */
export interface RealServer {
  readonly baseUrl: string;
  readonly token?: string;
  /** Rating key of a film. */
  readonly video?: string;
  /** Rating key of a playlist of music. */
  readonly playlist?: string;
}

const key = 'coplay-storybook:real-server';

/** The choice of this browser tab. It ends with the tab, so that no token is left lying about. */
export function readRealServer(): RealServer | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return isRealServer(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined goes back to the emulated server. Takes effect with the next story that is mounted. */
export function chooseRealServer(server: RealServer | undefined): void {
  if (server) sessionStorage.setItem(key, JSON.stringify(server));
  else sessionStorage.removeItem(key);
}

function isRealServer(value: unknown): value is RealServer {
  return typeof value === 'object' && value !== null && 'baseUrl' in value && !!value.baseUrl;
}
