import { classifyStatus, needsBody, type StatusClass } from './classify-status.ts';
import { discardBody } from './discard-body.ts';
import { PlexError } from './errors.ts';
import { readAnswer } from './read-answer.ts';

/** Reads at most so many characters of a failed answer: the relevant word is at the beginning. */
const BODY_LIMIT = 4096;

/** Turns a failed answer into an error. The error contains nothing of the body, the status text or the URL. */
export async function httpError(
  response: Response,
  secrets: readonly string[],
): Promise<PlexError> {
  const { status } = response;
  const code = failureCode(classifyStatus(status, { text: await relevantText(response) }));
  return new PlexError(code, `coplay: the Plex server answered ${status}: ${texts[code]}`, {
    status,
    retryAfterSeconds: retryAfter(response.headers.get('Retry-After')),
    secrets,
  });
}

/** A 2xx gets here only when a host's own fetch sets `ok` to false. */
function failureCode(code: StatusClass): Exclude<StatusClass, 'ok'> {
  return code === 'ok' ? 'bad-response' : code;
}

const texts: Readonly<Record<Exclude<StatusClass, 'ok'>, string>> = {
  'auth-expired': 'the token is missing, wrong or expired. Sign in again and give the new token.',
  forbidden: 'this account may not do that. Check the rights of the account on the server.',
  'not-found': 'there is no such item or session. It may have been replaced; fetch it again.',
  bandwidth: 'not enough bandwidth is left. Ask for a lower bitrate, or end another stream.',
  'rate-limited': 'too many requests. Wait before the next one.',
  'server-unavailable':
    'it is busy, starting, has a problem, or does not allow this stream. Try again in a moment.',
  'server-unreachable': 'no usable answer. Check the network and try again.',
  rejected: 'it does not accept the request. Check ids, keys and platform.',
  'bad-response': 'not a known answer. Check that the base URL leads to a Plex Media Server.',
};

/** The beginning of the body where it decides; any other body is discarded. */
async function relevantText(response: Response): Promise<string> {
  if (needsBody(response.status)) return beginningOf(response);
  discardBody(response);
  return '';
}

async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (text.length < BODY_LIMIT) {
      const { done, value } = await readAnswer(response, () => reader.read());
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // The connection broke, or the time is over: use the text received so far.
  }
  reader.cancel().catch(() => {});
  return text;
}

function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  // HTTP dates start with the name of the day. Date.parse alone accepts many other texts.
  const date = /^\s*[a-z]{3}/i.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}
