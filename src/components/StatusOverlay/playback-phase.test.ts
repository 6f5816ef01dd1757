import { describe, expect, it } from 'vitest';
import { initialMediaState, type MediaState } from '../../playback/core/media-state.ts';
import { playbackPhase } from './playback-phase.ts';

const phase = (state: Partial<MediaState>) => playbackPhase({ ...initialMediaState, ...state });

describe('playbackPhase', () => {
  it('has nothing to say before there is anything, and while all is well', () => {
    expect(phase({})).toBe('none');
    expect(phase({ status: 'ready', paused: false })).toBe('none');
  });

  it('tells a first load from a wait in the middle', () => {
    expect(phase({ status: 'loading' })).toBe('loading');
    expect(phase({ status: 'ready', paused: false, waiting: true })).toBe('buffering');
  });

  it('does not call a paused seek buffering', () => {
    expect(phase({ status: 'ready', paused: true, seeking: true })).toBe('none');
  });

  it('says that it reconnects rather than that it loads', () => {
    expect(phase({ status: 'ready', recovering: true, waiting: true })).toBe('reconnecting');
    expect(phase({ status: 'loading', recovering: true })).toBe('reconnecting');
  });

  it('says nothing of a new session while the old buffer plays', () => {
    expect(phase({ status: 'ready', recovering: true })).toBe('none');
  });

  it('lets an error and the end stand above everything', () => {
    expect(phase({ status: 'error', recovering: true })).toBe('error');
    expect(phase({ status: 'ended', autoplayBlocked: true })).toBe('ended');
  });
});
