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

/** Some browsers decode HEVC, depending on the system: these play the file. */
async function convertsHevc(context: Parameters<typeof converts>[0]) {
  const video = await findOne(context.canvasElement, 'video');
  if (!video.canPlayType('video/mp4; codecs="hvc1.1.6.L93.B0"')) return converts(context);
  await reaches(video, 4);
  await expect(context.args.onError).not.toHaveBeenCalled();
  await expect(decisions(context.plex.server.snapshot())).toHaveLength(1);
}

async function hevcAtOnce(context: Parameters<typeof converts>[0]) {
  await convertsHevc(context);
  if (decisions(context.plex.server.snapshot()).length > 1) await requestsNoFile(context);
}

async function requestsNoFile({ plex }: { plex: StoryPlex }) {
  for (const { path } of plex.server.snapshot().requests)
    await expect(path).not.toContain('/library/parts/');
}

async function convertsAtOnce(context: Parameters<typeof converts>[0]) {
  await converts(context);
  await requestsNoFile(context);
}

/** The server names a codec that browsers play, and the file has another one: nothing of the sound is decoded. */
export const SilentSound = meta.story({
  parameters: { plex: { server: { catalogue: halfPlayable('unplayable-sound.mp4', 122_957) } } },
  play: converts,
});

/** The same with the picture. */
export const BlackPicture = meta.story({
  parameters: { plex: { server: { catalogue: halfPlayable('unplayable-picture.mp4', 59_106) } } },
  play: convertsHevc,
});

/** The server allows direct play, and its description names a codec that this browser does not decode. The file is not requested. */
export const KnownToBeUnplayable = meta.story({
  args: { media: { ratingKey: '670003' } },
  parameters: { plex: { server: { specialItems: true } } },
  play: hevcAtOnce,
});

/** Browsers play the first sound of a file. Here another one is selected on the server. */
export const AnotherSoundIsSelected = meta.story({
  args: { media: { ratingKey: '670005' } },
  parameters: { plex: { server: { specialItems: true } } },
  play: convertsAtOnce,
});
