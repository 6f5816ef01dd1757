import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPolicy } from './policy-watch.ts';

const part = 'http://tv:32400/library/parts/1?X-Plex-Token=s3cret';
let page: EventTarget;
let life: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  page = new EventTarget();
  life = new AbortController();
  vi.stubGlobal('document', page);
  vi.stubGlobal('location', new URL('https://home.test/films'));
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function blocks(effectiveDirective: string, blockedURI: string, disposition = 'enforce') {
  const event = Object.assign(new Event('securitypolicyviolation'), {
    effectiveDirective,
    blockedURI,
    disposition,
  });
  page.dispatchEvent(event);
}

it.each([
  ['connect-src', part, part, 'Add http://tv:32400 to its connect-src.'],
  [
    'connect-src',
    'https://home.test/plex/x',
    'https://home.test/plex/',
    "Add 'self' to its connect-src.",
  ],
  ['media-src', part, 'http://tv:32400/', 'Add http://tv:32400 to its media-src.'],
  ['media-src', 'blob:', 'blob', 'Add blob: to its media-src.'],
] as const)('names the directive and the source: %s %s', async (directive, url, blocked, words) => {
  const cause = new Error('failed');
  const policy = watchPolicy(life.signal);
  blocks(directive, blocked);
  const error = await policy.whyBlocked(directive, url, cause);
  expect(error).toMatchObject({ code: 'server-unreachable', cause });
  expect(error?.message).toMatch(words);
  expect(error?.message).not.toMatch(/s3cret|parts/);
});

it('also takes a report that comes a task after the failure, under fake timers', async () => {
  const policy = watchPolicy(life.signal);
  const found = policy.whyBlocked('connect-src', part, undefined);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    blocks('connect-src', part);
    port1.close();
  };
  port2.postMessage(undefined);
  expect(await found).toMatchObject({ code: 'server-unreachable' });
});

it.each([
  ['another directive', () => blocks('img-src', part)],
  ['another server', () => blocks('connect-src', 'http://radio/')],
  ['a policy that only reports', () => blocks('connect-src', part, 'report')],
  ['inline code', () => blocks('script-src-elem', 'inline')],
  ['nothing', () => {}],
])('does not mind %s', async (_, happen) => {
  const policy = watchPolicy(life.signal);
  happen();
  expect(await policy.whyBlocked('connect-src', part, undefined)).toBeUndefined();
});

it('ends with its signal, and finds nothing where there is no page', async () => {
  const policy = watchPolicy(life.signal);
  life.abort();
  blocks('connect-src', part);
  expect(await policy.whyBlocked('connect-src', part, undefined)).toBeUndefined();
  vi.stubGlobal('document', undefined);
  const none = watchPolicy(new AbortController().signal);
  expect(await none.whyBlocked('connect-src', part, undefined)).toBeUndefined();
});
