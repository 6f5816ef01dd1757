import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RenewalOutcome } from '../engine/session-control.ts';
import type { RunningSession } from './running-session.ts';
import { createSessionControl } from './session-control.ts';
import type { Decided } from './session-renewal-options.ts';

const failure = { kind: 'segment-gone', final: false, cause: new Error('gone') } as const;
const decided = (outcome: 'transcode' | 'directplay') =>
  ({ decision: { outcome }, request: { offsetSeconds: 30 } }) as unknown as Decided;

describe('createSessionControl', () => {
  const renew = vi.fn<() => Promise<RenewalOutcome<Decided>>>();
  const attach = vi.fn<() => Promise<void>>();
  const onFailed = vi.fn();
  let life: AbortController;
  let running: RunningSession | undefined;
  let recovers: boolean;

  beforeEach(() => {
    for (const mock of [renew, attach, onFailed]) mock.mockReset();
    life = new AbortController();
    recovers = true;
    running = {
      session: { source: () => 'http://tv/start.mpd', findAlive: async () => true },
      healing: { renew, relocate: renew },
    } as unknown as RunningSession;
  });

  const control = () =>
    createSessionControl({
      signal: life.signal,
      running: () => running,
      recovers: () => recovers,
      attach,
      onFailed,
    });

  it('passes the source of a new transcode to the engine', async () => {
    renew.mockResolvedValue({ kind: 'renewed', value: decided('transcode') });
    const value = { url: 'http://tv/start.mpd', offsetSeconds: 30 };
    expect(await control().renew(failure, 30)).toEqual({ kind: 'renewed', value });
    expect(await control().relocate(30, { needed: true })).toEqual({ kind: 'renewed', value });
  });

  it.each(['kept', 'denied'] as const)('passes on that a session was %s', async (kind) => {
    renew.mockResolvedValue({ kind });
    expect(await control().renew(failure, 30)).toEqual({ kind });
  });

  it('attaches a decision for direct play instead', async () => {
    const value = decided('directplay');
    renew.mockResolvedValue({ kind: 'renewed', value });
    expect(await control().renew(failure, 30)).toEqual({ kind: 'denied' });
    expect(attach).toHaveBeenCalledExactlyOnceWith(value);
  });

  it('reports a failed attachment', async () => {
    renew.mockResolvedValue({ kind: 'renewed', value: decided('directplay') });
    const cause = new Error('no decoder');
    attach.mockRejectedValue(cause);
    expect(await control().renew(failure, 30)).toEqual({ kind: 'denied' });
    expect(onFailed).toHaveBeenCalledExactlyOnceWith(cause);
  });

  it('denies once the playback is over', async () => {
    renew.mockImplementation(async () => {
      life.abort();
      return { kind: 'kept' };
    });
    expect(await control().renew(failure, 30)).toEqual({ kind: 'denied' });
  });

  it('denies a renewal, but not a far seek, where recovery is off', async () => {
    recovers = false;
    renew.mockResolvedValue({ kind: 'kept' });
    expect(await control().renew(failure, 30)).toEqual({ kind: 'denied' });
    expect(renew).not.toHaveBeenCalled();
    expect(await control().relocate(30, { needed: true })).toEqual({ kind: 'kept' });
  });

  it('denies everything before there is a session', async () => {
    running = undefined;
    expect(await control().renew(failure, 30)).toEqual({ kind: 'denied' });
    expect(await control().findAlive()).toBe(false);
  });
});
