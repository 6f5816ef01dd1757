import { CompositePlayer, MusicPlayer } from 'coplay';
import type { CSSProperties, ReactNode } from 'react';
import { expect, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { PATIENCE_MS } from '../support/playing.ts';

interface ThemedProps {
  /** Custom properties to set around the players. */
  theme: Readonly<Record<`--coplay-${string}`, string>>;
  children?: ReactNode;
}

export function Around({ theme, children }: ThemedProps) {
  return <div style={theme as CSSProperties}>{children}</div>;
}

/** Themes for the players. */
const meta = preview.meta({
  title: 'Start here/Theming',
  component: Around,
  excludeStories: ['Around'],
  tags: ['!autodocs'],
  parameters: { plex: { dock: 'closed' } },
});

/** Another accent, one for light and one for dark, and smaller corners. */
export const Accent = meta.story({
  args: {
    theme: { '--coplay-accent': 'light-dark(#7127d4, #cbabff)', '--coplay-radius': '4px' },
  },
  render: ({ theme }) => (
    <Around theme={theme}>
      <CompositePlayer primary={{ ratingKey: '662549' }} overlay={{ album: '140610' }} />
    </Around>
  ),
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    await userEvent.click(
      await canvas.findByRole('button', { name: 'Show tracks' }, { timeout: PATIENCE_MS }),
    );
    const accent = globals.theme === 'dark' ? 'rgb(203, 171, 255)' : 'rgb(113, 39, 212)';
    const list = await canvas.findByRole('list', { name: 'Tracks' });
    const title = await within(list).findByText('First Light');
    await waitFor(() => expect(getComputedStyle(title).color).toBe(accent));
    const picture = canvasElement.querySelector('.coplay-video-player');
    if (picture) await expect(getComputedStyle(picture).borderRadius).toBe('4px');
  },
});

const oneOfEach = {
  args: { theme: {} },
  render: () => (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 20 }}>
      {(['light', 'dark'] as const).map((theme) => (
        <div key={theme} style={{ flex: '1 1 320px', minWidth: 0 }}>
          <MusicPlayer playlist="140600" data-theme={theme} />
        </div>
      ))}
    </div>
  ),
};

/** One player is light and one is dark, on any page. */
export const LightAndDark = meta.story({
  ...oneOfEach,
  play: ({ canvas, canvasElement }) => areLightAndDark(canvas, canvasElement),
});

/** The same on a dark page. */
export const OnADarkPage = meta.story({
  ...oneOfEach,
  tags: ['!dev'],
  globals: { theme: 'dark' },
  play: ({ canvas, canvasElement }) => areLightAndDark(canvas, canvasElement),
});

async function areLightAndDark(
  canvas: ReturnType<typeof within>,
  canvasElement: HTMLElement,
): Promise<void> {
  await waitFor(() => expect(canvas.getAllByText('Cadence')).toHaveLength(2), {
    timeout: PATIENCE_MS,
  });
  const grounds = [...canvasElement.querySelectorAll('.coplay-music-player')].map(
    (player) => getComputedStyle(player).backgroundColor,
  );
  await expect(grounds).toEqual(['rgb(255, 255, 255)', 'rgb(23, 27, 33)']);
}
