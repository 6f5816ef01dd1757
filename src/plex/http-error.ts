import { discardBody } from './discard-body.ts';
import { PlexError, type PlexErrorCode } from './errors.ts';

interface Meaning {
  code: PlexErrorCode;
  text: string;
}

/** Reads no more of a failed answer than this: the word it looks for stands at the beginning. */
const bodyLimit = 4096;

/** Turns a failed answer into an error. Nothing of the body, the status text or the URL goes in. */
export async function httpError(
  response: Response,
  secrets: readonly string[],
): Promise<PlexError> {
  const { status } = response;
  const { code, text } = meaningOf(status, await saysBandwidth(response));
  return new PlexError(code, `coplay: the Plex server answered ${status}: ${text}`, {
    status,
    retryAfterSeconds: retryAfter(response.headers.get('Retry-After')),
    secrets,
  });
}

function meaningOf(status: number, bandwidth: boolean): Meaning {
  if (status === 509 || bandwidth) {
    return {
      code: 'bandwidth',
      text: 'not enough bandwidth is left. Ask for a lower bitrate, or end another stream.',
    };
  }
  const known = meanings[status];
  if (known) return known;
  if (status >= 500) {
    return { code: 'server-unavailable', text: 'it has a problem. Try again in a moment.' };
  }
  if (status >= 400) {
    return {
      code: 'rejected',
      text: 'it does not accept the request. Check ids, keys and platform.',
    };
  }
  return {
    code: 'bad-response',
    text: 'not an answer we know. Check that the base URL leads to a Plex Media Server.',
  };
}

const meanings: Readonly<Record<number, Meaning>> = {
  401: {
    code: 'auth-expired',
    text: 'the token is missing, wrong or expired. Sign in again and give the new token.',
  },
  403: {
    code: 'forbidden',
    text: 'this account may not do that. Check the rights of the account on the server.',
  },
  404: {
    code: 'not-found',
    text: 'there is no such item or session. It may have been replaced; fetch it again.',
  },
  410: { code: 'not-found', text: 'the item or session is gone. Fetch it again.' },
  429: { code: 'rate-limited', text: 'too many requests. Wait before the next one.' },
  503: {
    code: 'server-unavailable',
    text: 'it is busy, starting, or does not allow this stream. Try again in a moment.',
  },
};

/** Plex answers 500 with "Bandwidth exceeded" where 509 is meant. The rest of the body is let go. */
async function saysBandwidth(response: Response): Promise<boolean> {
  if (response.status !== 500) {
    await discardBody(response);
    return false;
  }
  return (await beginningOf(response)).includes('andwidth');
}

async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (text.length < bodyLimit) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // A body that breaks off has said all it can.
  }
  reader.cancel().catch(() => {});
  return text;
}

function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  // A date begins with the name of its day; browsers take much else for one.
  const date = /^\s*[a-z]{3}/i.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}
