import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeferredJob } from './deferred-job.ts';

describe('DeferredJob', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs the last job once, after the time of that job', () => {
    const ran: string[] = [];
    const deferred = new DeferredJob(50);
    deferred.schedule(() => ran.push('first'));
    vi.advanceTimersByTime(40);
    deferred.schedule(() => ran.push('second'));
    vi.advanceTimersByTime(49);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(ran).toEqual(['second']);
  });

  it('runs a job at once when asked, and then no more', () => {
    const job = vi.fn();
    const deferred = new DeferredJob(50);
    deferred.schedule(job);
    deferred.run();
    deferred.run();
    vi.advanceTimersByTime(200);
    expect(job).toHaveBeenCalledTimes(1);
  });

  it('never runs a cancelled job', () => {
    const job = vi.fn();
    const deferred = new DeferredJob(50);
    deferred.schedule(job);
    deferred.cancel();
    deferred.run();
    vi.advanceTimersByTime(200);
    expect(job).not.toHaveBeenCalled();
  });
});
