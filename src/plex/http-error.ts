import { failureCode, needsBody, type StatusClass } from './classify-status.ts';
import { discardBody } from './discard-body.ts';
import { PlexError } from './errors.ts';
import { readText } from './read-text.ts';

/** Reads at most so many characters of a failed answer: the relevant word is at the beginning. */
const BODY_LIMIT = 4096;

/** Turns a failed answer into an error. The error contains nothing of the body, the status text or the URL. */
export async function httpError(
  response: Response,
  secrets: readonly string[],
): Promise<PlexError> {
  const { status } = response;
  const code = failureCode(status, { text: await relevantText(response) });
  return new PlexError(code, `coplay: the Plex server answered ${status}: ${texts[code]}`, {
    status,
    retryAfterSeconds: retryAfter(response.headers),
    secrets,
  });
}

const texts: Readonly<Record<Exclude<StatusClass, 'ok'>, string>> = {
  'auth-expired': 'the token is missing, wrong or expired. Sign in again.',
  forbidden: 'this account may not do that. Check its rights on the server.',
  'not-found': 'there is no such item or session. Fetch the item again, or check the base URL.',
  bandwidth:
    'not enough bandwidth is left. Ask for a lower bitrate: maxVideoBitrateKbps or musicBitrateKbps.',
  'rate-limited': 'too many requests. Wait before the next one.',
  'server-unavailable': 'it is busy, or does not allow this stream. Try again in a moment.',
  'server-unreachable': 'no usable answer. Check the network and try again.',
  rejected: 'it does not accept the request. Check ids, keys and platform.',
  'bad-response': 'not a known answer. Check that the base URL leads to a Plex Media Server.',
};

/** The beginning of the body where it decides; any other body is discarded. */
async function relevantText(response: Response): Promise<string> {
  if (needsBody(response.status)) return readText(response, BODY_LIMIT).catch(() => '');
  await discardBody(response);
  return '';
}

function retryAfter(headers: Headers): number | undefined {
  const text = headers.get('Retry-After') ?? '';
  if (/^\s*\d+\s*$/.test(text)) return Number(text);
  // The clock of the client may be wrong. Without the header `Date`, which CORS hides, there is no other.
  const now = dateOf(headers.get('Date') ?? '') || Date.now();
  const seconds = (dateOf(text) - now) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** NaN for anything else. HTTP dates start with the name of the day; Date.parse alone accepts many other texts. */
function dateOf(text: string): number {
  return /^\s*[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
}
