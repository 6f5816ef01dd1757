/** A Plex Media Server of the user that the stories play from. */
export interface RealServer {
  readonly baseUrl: string;
  readonly token?: string;
  /** Rating key of a film. */
  readonly video?: string;
  /** Rating key of a playlist of music. */
  readonly playlist?: string;
}

const key = 'coplay-storybook:real-server';

/** The server chosen in this browser tab. It is kept in sessionStorage, so that the token goes when the tab closes. */
export function readRealServer(): RealServer | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return isRealServer(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** Chooses a server; `undefined` chooses the emulated one. Stories that are mounted later use it. */
export function chooseRealServer(server: RealServer | undefined): void {
  if (server) sessionStorage.setItem(key, JSON.stringify(server));
  else sessionStorage.removeItem(key);
}

function isRealServer(value: unknown): value is RealServer {
  return typeof value === 'object' && value !== null && 'baseUrl' in value && !!value.baseUrl;
}
