import { box, disc, ground, HEIGHT, type Pen, polygon, type Scene, WIDTH } from './scene.ts';
import { clock, tenths, text } from './type.ts';

const INK = '#14304a';
const CREAM = '#fdf3dc';

/** What a cut of the film shows in its corner. The colours differ so that a test can tell the cuts apart by one pixel. */
export const LABELS = {
  original: { words: 'ORIGINAL', colour: '#1f9d55' },
  medium: { words: 'MEDIUM', colour: '#f2a93b' },
  low: { words: 'LOW', colour: '#d8454f' },
} as const;

export type CutName = keyof typeof LABELS;

/** A text and when it is in the picture, in seconds. */
export interface DrawnCue {
  readonly from: number;
  readonly until: number;
  readonly words: string;
}

function house(pen: Pen, x: number, base: number, size: number, colour: string): void {
  box(pen, x, base - 34 * size, 40 * size, 34 * size, colour);
  polygon(pen, INK, [
    [x - 4 * size, base - 34 * size],
    [x + 20 * size, base - 56 * size],
    [x + 44 * size, base - 34 * size],
  ]);
  box(pen, x + 14 * size, base - 22 * size, 12 * size, 22 * size, CREAM);
}

function lighthouse(pen: Pen, x: number, base: number): void {
  polygon(pen, CREAM, [
    [x - 13, base],
    [x - 8, base - 92],
    [x + 8, base - 92],
    [x + 13, base],
  ]);
  for (const up of [14, 46, 78])
    box(pen, x - 12 + up / 18, base - up - 12, 24 - up / 9, 12, '#d8454f');
  box(pen, x - 10, base - 108, 20, 16, '#ffd166', 3);
  box(pen, x - 13, base - 112, 26, 6, INK, 2);
}

function ferry(pen: Pen, x: number, y: number): void {
  box(pen, x - 34, y - 44, 68, 20, CREAM, 3);
  for (let window = 0; window < 4; window += 1)
    box(pen, x - 27 + window * 15, y - 39, 9, 8, '#2a6f97', 2);
  box(pen, x - 8, y - 62, 16, 20, '#e4572e', 2);
  polygon(pen, INK, [
    [x - 66, y - 24],
    [x + 66, y - 24],
    [x + 50, y],
    [x - 50, y],
  ]);
}

function label(pen: Pen, { words, colour }: { words: string; colour: string }): void {
  box(pen, 452, 20, 164, 48, colour, 6);
  text(pen, words, 534, 52, {
    size: 22,
    colour: '#ffffff',
    weight: 800,
    spacing: 1.5,
    align: 'center',
  });
}

/** As a decoder of picture subtitles draws them: yellow on a black bar of constant size. */
function subtitle(pen: Pen, words: string): void {
  box(pen, 90, 296, 460, 44, '#000000');
  text(pen, words, WIDTH / 2, 326, { size: 22, colour: '#ffe14d', align: 'center' });
}

/** Two shores and a ferry between them. The sky shows the time, the corner which cut of the film it is. */
function draw(pen: Pen, seconds: number, title: string, sky: string): void {
  pen.fillStyle = sky;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  disc(pen, 320, 196, 120, '#ffffff22');
  disc(pen, 320, 196, 76, '#ffffff33');
  ground(pen, '#3c8f8b', () => 208);
  ground(pen, '#2b7a82', (x) => 250 + 3 * Math.sin(((x + seconds * 25) / 160) * Math.PI * 2));
  polygon(pen, '#5c7a4f', [
    [0, 190],
    [96, 200],
    [150, 216],
    [0, 232],
  ]);
  polygon(pen, '#5c7a4f', [
    [640, 186],
    [548, 198],
    [490, 216],
    [640, 232],
  ]);
  house(pen, 14, 196, 1, '#e4572e');
  house(pen, 62, 202, 0.8, '#f2a93b');
  lighthouse(pen, 590, 200);
  ferry(pen, 320 - 170 * Math.cos((seconds / 15) * Math.PI), 246 + 1.5 * Math.sin(seconds * 1.3));
  text(pen, title, 28, 40, { size: 14, colour: INK, spacing: 3.2 });
  clock(pen, seconds, 26, 92, { size: 46, colour: INK });
  tenths(pen, seconds, 28, 108, { width: 136, radius: 4, on: INK, off: '#ffffff66' });
}

/** The film in one cut, with or without subtitles in the picture. */
export function twoShores(cut: CutName, cues: readonly DrawnCue[] = []): Scene {
  return {
    draw(pen, seconds) {
      draw(pen, seconds, 'TWO SHORES', '#f6d9a8');
      label(pen, LABELS[cut]);
      const cue = cues.find(({ from, until }) => from <= seconds && seconds < until);
      if (cue) subtitle(pen, cue.words);
    },
  };
}

const EPISODES = [
  ['CAST OFF', '#cfe3ee', '#2a6f97'],
  ['MIDSTREAM', '#e6d7ee', '#7b4fa3'],
  ['LANDFALL', '#f3d4cc', '#b5435b'],
] as const;

/** An episode of the series, from 1. */
export function shortCrossing(episode: number): Scene {
  const [title, sky, colour] = EPISODES[episode - 1] ?? EPISODES[0];
  return {
    draw(pen, seconds) {
      draw(pen, seconds, title, sky);
      label(pen, { words: `EPISODE ${episode}`, colour });
    },
  };
}
