import { CompositePlayer, MusicPlayer, SinglePlayer } from 'coplay';
import { expect, fn, type within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';

/** Props as untyped code passes them. Each works, or the error says what to pass. */
const meta = preview.meta({
  title: 'Players/Wrong props',
  component: SinglePlayer,
  tags: ['!dev', '!autodocs'],
});

const patient = { timeout: PATIENCE_MS };
const onError = fn();

/** Props that the types refuse. */
const untyped = (props: object) => props as { media: never; primary: never };

type Canvas = Pick<ReturnType<typeof within>, 'findByRole'>;

async function expectSentence(canvas: Canvas, sentence: string): Promise<void> {
  const alert = await canvas.findByRole('alert', {}, patient);
  await expect(alert).toHaveTextContent(sentence);
  await expect(alert).toHaveTextContent('invalid-argument');
  await expect(onError).toHaveBeenCalledTimes(1);
  await expect(onError).toHaveBeenCalledWith(
    expect.objectContaining({ code: 'invalid-argument', message: sentence }),
  );
}

const beforeEach = () => void onError.mockClear();

/** `ratingKey` without `media` plays the item. */
export const RatingKeyAlone = meta.story({
  render: () => <SinglePlayer {...untyped({ ratingKey: '662548' })} autoPlay />,
  play: async ({ canvasElement }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.2);
    await expect(video.closest('[ratingkey]')).toBe(null);
  },
});

/** A rating key in place of `media` works, also as a number. */
export const MediaAsNumber = meta.story({
  render: () => <SinglePlayer media={662548 as never} autoPlay />,
  play: async ({ canvasElement }) => reaches(await findOne(canvasElement, 'video'), 0.2),
});

/** A playlist as a number works. */
export const PlaylistAsNumber = meta.story({
  render: () => <MusicPlayer playlist={140600 as never} autoPlay />,
  play: async ({ canvasElement }) => reaches(await findOne(canvasElement, 'audio'), 0.2),
});

export const NothingForSinglePlayer = meta.story({
  beforeEach,
  render: () => <SinglePlayer {...untyped({ onError })} />,
  play: ({ canvas }) =>
    expectSentence(
      canvas,
      'SinglePlayer was given nothing to play. Pass media={{ ratingKey: "662548" }}.',
    ),
});

export const NothingForCompositePlayer = meta.story({
  beforeEach,
  render: () => <CompositePlayer {...untyped({ onError })} />,
  play: ({ canvas }) =>
    expectSentence(
      canvas,
      'CompositePlayer was given nothing to play. Pass primary={{ ratingKey: "662548" }}.',
    ),
});

const lists = 'Pass playlist="140600", album="140610" or queue={[{ ratingKey: "140611" }]}.';

export const NothingForMusicPlayer = meta.story({
  beforeEach,
  render: () => <MusicPlayer onError={onError} />,
  play: ({ canvas }) => expectSentence(canvas, `MusicPlayer was given nothing to play. ${lists}`),
});

export const RatingKeyForMusicPlayer = meta.story({
  beforeEach,
  render: () => <MusicPlayer {...untyped({ ratingKey: '140611' })} onError={onError} />,
  play: ({ canvas }) =>
    expectSentence(canvas, `MusicPlayer cannot play what it was given as ratingKey. ${lists}`),
});

export const MediaForMusicPlayer = meta.story({
  beforeEach,
  render: () => <MusicPlayer {...untyped({ media: { ratingKey: '140611' } })} onError={onError} />,
  play: ({ canvas }) =>
    expectSentence(canvas, `MusicPlayer cannot play what it was given as media. ${lists}`),
});

export const PlaylistAsObject = meta.story({
  beforeEach,
  render: () => (
    <MusicPlayer {...untyped({ playlist: { ratingKey: '140600' } })} onError={onError} />
  ),
  play: ({ canvas }) =>
    expectSentence(canvas, `MusicPlayer cannot play what it was given as playlist. ${lists}`),
});
