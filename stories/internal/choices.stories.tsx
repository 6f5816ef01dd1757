import { expect, waitFor } from 'storybook/test';
import type { StoryPlex } from '../../.storybook/plex/story-plex.ts';
import preview from '../../.storybook/preview.tsx';

/** The film with choices of the emulated server: what is chosen is seen and heard in the media that it serves. */
const meta = preview.meta({
  title: 'Internal/Choices',
  tags: ['!dev', '!autodocs'],
  parameters: { plex: { server: { stopDelayMs: 0 } } },
  render: () => <p>Segments of a film</p>,
});

const PART = '706300';
const SECONDS = 7;
/** While the second text is shown. */
const MOMENT = 6;

/** Where the label of a cut and the bar of the drawn subtitles are, as shares of the picture. */
const LABEL = [460 / 640, 40 / 360] as const;
const BAR = [100 / 640, 318 / 360] as const;

const GREEN = [31, 157, 85] as const;
const AMBER = [242, 169, 59] as const;
const RED = [216, 69, 79] as const;
const BLACK = [0, 0, 0] as const;

const LIMITS = {
  none: '',
  medium: '&maxVideoBitrate=4000&videoResolution=1280x720',
  low: '&maxVideoBitrate=720&videoResolution=576x320',
};

/** Three qualities have labels of three colours, and a picture subtitle is drawn into each. */
export const Pictures = meta.story({
  play: async ({ plex, canvasElement }) => {
    for (const [limits, colour] of [
      [LIMITS.none, GREEN],
      [LIMITS.medium, AMBER],
      [LIMITS.low, RED],
    ] as const) {
      for (const isBurned of [false, true]) {
        const mode = isBurned ? 'burn' : 'none';
        await choose(plex, `subtitleStreamID=${isBurned ? `${PART}7` : 0}`);
        const segments = await convert(plex, `${limits}&subtitles=${mode}`, 0);
        const pixelAt = await shown(canvasElement, segments);
        await expect(distance(pixelAt(LABEL), colour)).toBeLessThan(60);
        await expect(distance(pixelAt(BAR), BLACK) < 60).toBe(isBurned);
      }
    }
  },
});

/** Each sound of the film is a tone of its own. */
export const Sounds = meta.story({
  play: async ({ plex }) => {
    for (const [stream, hertz] of [
      [2, 330],
      [3, 740],
      [4, 520],
    ] as const) {
      await choose(plex, `audioStreamID=${PART}${stream}`);
      const segments = await convert(plex, '', 1);
      await expect(Math.abs((await pitchOf(segments)) - hertz)).toBeLessThan(5);
    }
  },
});

/** A browser plays the first sound of the file, which is not the default one. */
export const FirstSoundOfTheFile = meta.story({
  play: async ({ plex }) => {
    const query = '&directPlay=1&hasMDE=1&mediaIndex=0&partIndex=0&subtitles=none';
    const ids = await ask(plex, 'decision', query);
    const file = await get(plex, `/library/parts/${PART}/1767225600/file.mp4?${ids}`);
    await expect(Math.abs((await pitchOf([await file.arrayBuffer()])) - 330)).toBeLessThan(5);
    const report = `ratingKey=662600&state=stopped&time=0&${ids}`;
    await get(plex, `/:/timeline?${report}`);
  },
});

async function get({ connection }: StoryPlex, path: string, init?: RequestInit) {
  const answer = await fetch(`${connection.baseUrl}${path}`, {
    ...init,
    headers: { 'X-Plex-Token': connection.token ?? '' },
  });
  await expect(answer.status).toBe(200);
  return answer;
}

async function choose(plex: StoryPlex, query: string) {
  await get(plex, `/library/parts/${PART}?${query}`, { method: 'PUT' });
}

let sessions = 0;

/** Sends a decision or a start, and returns the ids that it had. */
async function ask(
  plex: StoryPlex,
  action: string,
  more: string,
  session = `choices-${++sessions}`,
) {
  const ids = `X-Plex-Client-Identifier=choices&X-Plex-Platform=Chrome&X-Plex-Session-Identifier=${session}&session=${session}`;
  const query = `path=/library/metadata/662600&protocol=dash&${ids}${more}`;
  await get(plex, `/video/:/transcode/universal/${action}?${query}`);
  return ids;
}

/** The first seconds of a track of a conversion, which is stopped then. */
async function convert(plex: StoryPlex, more: string, track: number): Promise<ArrayBuffer[]> {
  const ids = await ask(plex, 'decision', more);
  const session = new URLSearchParams(ids).get('session') ?? '';
  await ask(plex, 'start.mpd', more, session);
  const base = `/video/:/transcode/universal/session/${session}/${track}`;
  const names = ['header', ...Array.from({ length: SECONDS }, (_, at) => `${at}.m4s`)];
  const segments = await Promise.all(
    names.map(async (name) => (await get(plex, `${base}/${name}`)).arrayBuffer()),
  );
  await get(plex, `/video/:/transcode/universal/stop?${ids}`);
  await waitFor(() => expect(plex.server.snapshot().resources).toEqual([]));
  return segments;
}

/** Shows a moment of a film. Returns the colour of a pixel, by its place as shares of the picture. */
async function shown(root: HTMLElement, segments: readonly ArrayBuffer[]) {
  const video = document.createElement('video');
  video.muted = true;
  const url = URL.createObjectURL(new Blob([...segments], { type: 'video/mp4' }));
  root.append(video);
  try {
    video.src = url;
    video.currentTime = MOMENT;
    await new Promise((resolve, reject) => {
      video.addEventListener('seeked', resolve, { once: true });
      video.addEventListener('error', () => reject(video.error), { once: true });
    });
    const canvas = document.createElement('canvas');
    const { videoWidth: width, videoHeight: height } = video;
    [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen?.drawImage(video, 0, 0);
    return ([x, y]: readonly [number, number]) => [
      ...(pen?.getImageData(Math.round(x * width), Math.round(y * height), 1, 1).data ?? []),
    ];
  } finally {
    video.removeAttribute('src');
    video.load();
    video.remove();
    URL.revokeObjectURL(url);
  }
}

function distance(pixel: readonly number[], colour: readonly number[]): number {
  return Math.max(...colour.map((value, at) => Math.abs(value - (pixel[at] ?? 0))));
}

/** The pitch of a tone in Hertz, by how often it crosses zero within two seconds. */
async function pitchOf(segments: readonly ArrayBuffer[]): Promise<number> {
  const bytes = await new Blob([...segments]).arrayBuffer();
  const context = new OfflineAudioContext(1, 1, 48_000);
  const samples = (await context.decodeAudioData(bytes)).getChannelData(0);
  const [from, until] = [48_000, 3 * 48_000];
  let crossings = 0;
  for (let at = from; at < until; at += 1) {
    if ((samples[at] ?? 0) < 0 !== (samples[at - 1] ?? 0) < 0) crossings += 1;
  }
  return crossings / 4;
}
