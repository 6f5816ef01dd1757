import { MusicPlayer, SinglePlayer } from 'coplay';
import type { ReactNode } from 'react';
import { expect, type screen } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';

interface Source {
  readonly player: ReactNode;
}

function Shown({ player }: Source) {
  return player;
}

/** Props of the wrong shape, as a page without TypeScript passes them. Each error names the value and the right form. */
const meta = preview.meta({
  title: 'Scenarios/Wrong sources',
  component: Shown,
  parameters: { controls: { disable: true } },
  argTypes: { player: { control: false } },
});

/** Renders the player and expects an error with this sentence. */
function says(player: ReactNode, sentence: string) {
  return {
    args: { player },
    play: async ({ canvas }: { canvas: Pick<typeof screen, 'findByRole'> }) => {
      const alert = await canvas.findByRole('alert', {}, { timeout: PATIENCE_MS });
      await expect(alert).toHaveTextContent(sentence);
    },
  };
}

/** The rating key of a movie as an album. */
export const MovieAsAlbum = meta.story(
  says(
    <MusicPlayer album="662548" />,
    'The album "662548" is no album: it is the movie "Sunrise Ride',
  ),
);

/** A rating key alone as media works. */
export const TextAsMedia = meta.story({
  args: { player: <SinglePlayer media={'662548' as never} autoPlay /> },
  play: async ({ canvasElement }) => reaches(await findOne(canvasElement, 'video'), 0.3),
});

/** Rating keys alone as entries of a queue. */
export const TextsAsQueue = meta.story(
  says(
    <MusicPlayer queue={['140611'] as never} />,
    'given the text "140611" as entry 1 of its queue',
  ),
);

/** A text as a queue. */
export const TextAsQueue = meta.story(
  says(<MusicPlayer queue={'140611' as never} />, 'as its queue, which is no array'),
);

/** Numbers as rating keys work. */
export const Numbers = meta.story({
  args: { player: <MusicPlayer playlist={140600 as never} autoPlay /> },
  play: async ({ canvas, canvasElement }) => {
    await reaches(await findOne(canvasElement, 'audio'), 0.3);
    await expect(canvas.queryByRole('alert')).not.toBeInTheDocument();
  },
});
