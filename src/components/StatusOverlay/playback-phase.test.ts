import { describe, expect, it } from 'vitest';
import { initialMediaState, type MediaState } from '../../playback/core/media-state.ts';
import { playbackPhase } from './playback-phase.ts';

const phase = (state: Partial<MediaState>) =>
  playbackPhase({ ...initialMediaState, hasFrame: true, ...state });

describe('playbackPhase', () => {
  it('is none before anything is loaded and while it plays', () => {
    expect(phase({})).toBe('none');
    expect(phase({ status: 'ready', paused: false })).toBe('none');
  });

  it('tells the first load from buffering', () => {
    expect(phase({ status: 'loading' })).toBe('loading');
    expect(phase({ status: 'ready', paused: false, waiting: true })).toBe('buffering');
  });

  it.each([
    [{ paused: false, waiting: true }, 'loading'],
    [{ paused: false, waiting: false }, 'loading'],
    [{ paused: false, seeking: true }, 'loading'],
    [{ paused: false, waiting: true, recovering: true }, 'reconnecting'],
    [{ paused: true }, 'none'],
    [{ paused: true, seeking: true }, 'none'],
    [{ paused: true, autoplayBlocked: true }, 'blocked'],
  ] as const)('before the first frame of %o is %s', (state, expected) => {
    expect(phase({ status: 'ready', hasFrame: false, ...state })).toBe(expected);
  });

  it('is not buffering during a seek while paused', () => {
    expect(phase({ status: 'ready', paused: true, seeking: true })).toBe('none');
  });

  it('is reconnecting rather than loading', () => {
    expect(phase({ status: 'ready', recovering: true, waiting: true })).toBe('reconnecting');
    expect(phase({ status: 'loading', recovering: true })).toBe('reconnecting');
  });

  it('is none during a new session while the buffer lasts', () => {
    expect(phase({ status: 'ready', recovering: true })).toBe('none');
  });

  it('is the error or the end before anything else', () => {
    expect(phase({ status: 'error', recovering: true })).toBe('error');
    expect(phase({ status: 'ended', autoplayBlocked: true })).toBe('ended');
  });
});
