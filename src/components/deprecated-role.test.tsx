'use client';

import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { usePlayback } from '../hooks/usePlayback.ts';
import { SinglePlayer } from './SinglePlayer/SinglePlayer.tsx';

const media = { ratingKey: '662548' };

/** Props of a page that still passes its player role as `role`. */
const oldProps = { media, role: 'lesson' };

function OldHook() {
  const player = usePlayback({ ...oldProps, mediaType: 'video' });
  return <p>{player.remountKey.name}</p>;
}

describe('the deprecated `role`', () => {
  let warn: MockInstance<typeof console.warn>;
  beforeEach(() => {
    warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => warn.mockRestore());

  it('of a player without `playerRole` is the player role, with one warning', () => {
    const render = () => renderToString(<SinglePlayer {...oldProps} />);
    expect(render()).toContain('data-player-role="lesson"');
    expect(render()).toContain('role="group"');
    expect(warn).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('`playerRole`'));
  });

  it('of usePlayback is the player role, with one warning', () => {
    expect(renderToString(<OldHook />)).toContain('lesson');
    expect(renderToString(<OldHook />)).toContain('lesson');
    expect(warn).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('`playerRole`'));
  });

  it('beside `playerRole` is the ARIA role, without a warning', () => {
    const html = renderToString(<SinglePlayer media={media} playerRole="lesson" role="region" />);
    expect(html).toContain('data-player-role="lesson"');
    expect(html).toContain('role="region"');
    expect(warn).not.toHaveBeenCalled();
  });
});
