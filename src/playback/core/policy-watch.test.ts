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

function blocks(
  effectiveDirective: string,
  blockedURI: string,
  { disposition = 'enforce', on = page } = {},
) {
  const event = Object.assign(new Event('securitypolicyviolation'), {
    effectiveDirective,
    blockedURI,
    disposition,
  });
  on.dispatchEvent(event);
}

it.each([
  ['connect-src', part, part, 'Add http://tv:32400 to its connect-src.'],
  [
    'connect-src',
    'https://home.test/plex/identity',
    'https://home.test/plex/identity',
    "Add 'self' to its connect-src.",
  ],
  ['media-src', part, 'http://tv:32400', 'Add http://tv:32400 to its media-src.'],
  ['media-src', part, 'http://tv:32400/', 'Add http://tv:32400 to its media-src.'],
  ['media-src', part.replace('//', '//me:pass@'), part, 'Add http://tv:32400 to its media-src.'],
  ['media-src', `${part}#t=5`, part, 'Add http://tv:32400 to its media-src.'],
  ['media-src', 'blob:', 'blob', 'Add blob: to its media-src.'],
  ['media-src', 'blob:', 'blob:https://home.test/1', 'Add blob: to its media-src.'],
] as const)(
  'names the directive and the source: %s %s %s',
  async (directive, url, blocked, words) => {
    const cause = new Error('failed');
    const policy = watchPolicy(life.signal, { directive, url });
    blocks(directive, blocked);
    const error = await policy.whyBlocked(cause);
    expect(error).toMatchObject({ code: 'server-unreachable', cause });
    expect(error?.message).toMatch(words);
    expect(error?.message).not.toMatch(/s3cret|parts|pass/);
  },
);

it('also takes a report that comes a task after the failure, under fake timers', async () => {
  const policy = watchPolicy(life.signal, { directive: 'connect-src', url: part });
  const found = policy.whyBlocked(undefined);
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
  ['another request to this server', () => blocks('connect-src', 'http://tv:32400/metrics')],
  ['another query', () => blocks('connect-src', `${part}&part=2`)],
  ['a policy that only reports', () => blocks('connect-src', part, { disposition: 'report' })],
  ['inline code', () => blocks('script-src-elem', 'inline')],
  ['an empty report', () => blocks('connect-src', '')],
  ['nothing', () => {}],
])('does not mind %s', async (_, happen) => {
  const policy = watchPolicy(life.signal, { directive: 'connect-src', url: part });
  happen();
  expect(await policy.whyBlocked(undefined)).toBeUndefined();
});

it('does not mind what was blocked before the request', async () => {
  blocks('connect-src', part);
  const policy = watchPolicy(life.signal, { directive: 'connect-src', url: part });
  expect(await policy.whyBlocked(undefined)).toBeUndefined();
});

it('finds its report among any number of others', async () => {
  const policy = watchPolicy(life.signal, { directive: 'connect-src', url: part });
  for (let other = 0; other < 1_000; other += 1) blocks('connect-src', `http://ads/${other}`);
  blocks('connect-src', part);
  expect(await policy.whyBlocked(undefined)).toBeDefined();
});

it('listens to the document of the element that asks', async () => {
  const iframe = new EventTarget();
  const asked = { directive: 'media-src', url: part } as const;
  const policy = watchPolicy(life.signal, { ...asked, page: iframe as Document });
  blocks('media-src', part, { on: page });
  expect(await policy.whyBlocked(undefined)).toBeUndefined();
  blocks('media-src', part, { on: iframe });
  expect(await policy.whyBlocked(undefined)).toBeDefined();
});

it('ends with its signal, and finds nothing where there is no page', async () => {
  const asked = { directive: 'connect-src', url: part } as const;
  const policy = watchPolicy(life.signal, asked);
  life.abort();
  blocks('connect-src', part);
  expect(await policy.whyBlocked(undefined)).toBeUndefined();
  vi.stubGlobal('document', undefined);
  const none = watchPolicy(new AbortController().signal, asked);
  expect(await none.whyBlocked(undefined)).toBeUndefined();
});
