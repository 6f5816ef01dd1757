import { SinglePlayer } from 'coplay';
import { expect, fn } from 'storybook/test';
import type { StoryPlex } from '../../.storybook/plex/story-plex.ts';
import preview from '../../.storybook/preview.tsx';
import { halfPlayable } from '../support/clip-catalogue.ts';
import { findOne, reaches } from '../support/playing.ts';
import { decisions } from '../support/sessions.ts';

/** Files of which browsers play one track only, silent or black, and report no error. They are converted. */
const meta = preview.meta({
  title: 'Scenarios/Unplayable tracks',
  component: SinglePlayer,
  args: { media: { ratingKey: '662571' }, autoPlay: true, onError: fn() },
});

async function converts({
  args,
  canvasElement,
  plex,
}: {
  args: { onError?: unknown };
  canvasElement: HTMLElement;
  plex: StoryPlex;
}) {
  const video = await findOne(canvasElement, 'video');
  await reaches(video, 4);
  await expect(args.onError).not.toHaveBeenCalled();
  const asked = decisions(plex.server.snapshot()).map(({ query }) => query.directPlay);
  await expect(asked).toEqual(['1', '0']);
}

async function convertsAtOnce(context: Parameters<typeof converts>[0]) {
  await converts(context);
  for (const { path } of context.plex.server.snapshot().requests)
    await expect(path).not.toContain('/library/parts/');
}

/** The server names a codec that browsers play, and the file has another one: nothing of the sound is decoded. */
export const SilentSound = meta.story({
  parameters: { plex: { server: { catalogue: halfPlayable('unplayable-sound.mp4', 122_957) } } },
  play: converts,
});

/** The same with the picture. */
export const BlackPicture = meta.story({
  parameters: { plex: { server: { catalogue: halfPlayable('unplayable-picture.mp4', 59_106) } } },
  play: converts,
});

/** The server allows direct play, and its description names a codec that this browser does not decode. The file is not requested. */
export const KnownToBeUnplayable = meta.story({
  args: { media: { ratingKey: '670003' } },
  parameters: { plex: { server: { specialItems: true } } },
  play: convertsAtOnce,
});

/** Browsers play the first sound of a file. Here another one is selected on the server. */
export const AnotherSoundIsSelected = meta.story({
  args: { media: { ratingKey: '670005' } },
  parameters: { plex: { server: { specialItems: true } } },
  play: convertsAtOnce,
});
