import { describe, expect, it } from 'vitest';
import { classifyStatus, isDenial, isTransient, needsBody } from './classify-status.ts';

describe('classifyStatus', () => {
  it.each([
    [undefined, 'server-unreachable'],
    [0, 'server-unreachable'],
    [Number.NaN, 'server-unreachable'],
    [101, 'bad-response'],
    [103, 'bad-response'],
    [200, 'ok'],
    [204, 'ok'],
    [206, 'ok'],
    [299, 'ok'],
    [301, 'bad-response'],
    [304, 'bad-response'],
    [308, 'bad-response'],
    [400, 'rejected'],
    [401, 'auth-expired'],
    [402, 'rejected'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [405, 'rejected'],
    [407, 'rejected'],
    [408, 'server-unavailable'],
    [409, 'rejected'],
    [410, 'not-found'],
    [416, 'rejected'],
    [418, 'rejected'],
    [425, 'server-unavailable'],
    [429, 'rate-limited'],
    [451, 'rejected'],
    [500, 'server-unavailable'],
    [501, 'server-unavailable'],
    [502, 'server-unavailable'],
    [503, 'server-unavailable'],
    [504, 'server-unavailable'],
    [507, 'server-unavailable'],
    [508, 'server-unavailable'],
    [509, 'bandwidth'],
    [599, 'server-unavailable'],
    [999, 'server-unavailable'],
  ] as const)('classifies %s as %s', (status, expected) => {
    expect(classifyStatus(status)).toBe(expected);
  });

  it.each([
    [500, 'bandwidth'],
    [502, 'server-unavailable'],
    [503, 'server-unavailable'],
    [400, 'rejected'],
    [200, 'ok'],
  ] as const)('classifies %s with a text about bandwidth as %s', (status, expected) => {
    const text = 'Bandwidth exceeded: 5000 kbps > 2000 kbps';
    expect(classifyStatus(status, { text })).toBe(expected);
  });

  it('classifies a 500 with another text as a server error', () => {
    expect(classifyStatus(500, { text: '<h1>500</h1>' })).toBe('server-unavailable');
  });

  it.each([
    [503, 'not-found'],
    [404, 'not-found'],
    [410, 'not-found'],
    [502, 'server-unavailable'],
    [429, 'rate-limited'],
    [509, 'bandwidth'],
  ] as const)('classifies %s for a part of the library as %s', (status, expected) => {
    expect(classifyStatus(status, { isPart: true })).toBe(expected);
  });
});

/** The statuses from 0 to 600 for which `rule` holds. */
const statusesWith = (rule: (status: number) => boolean) =>
  Array.from({ length: 601 }, (_, status) => status).filter(rule);

it('reads the body of a 500 and of no other answer', () => {
  expect(statusesWith(needsBody)).toEqual([500]);
});

it('counts no answer, 408, 425, 429 and 5xx but 509 as transient', () => {
  const serverErrors = Array.from({ length: 101 }, (_, index) => 500 + index);
  expect(statusesWith((status) => isTransient(classifyStatus(status)))).toEqual([
    ...[0, 408, 425, 429],
    ...serverErrors.filter((status) => status !== 509),
  ]);
});

it('counts 401, 403 and 509 as denials', () => {
  expect(statusesWith((status) => isDenial(classifyStatus(status)))).toEqual([401, 403, 509]);
});
