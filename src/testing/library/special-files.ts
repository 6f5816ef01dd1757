import type { MediaCatalogue } from '../media-catalogue.ts';
import { ownField } from '../own-field.ts';

/** The files of {@link specialFile}. A name that is not here is a file that is gone. */
export const SPECIAL_FILES = {
  empty: 'special/empty.srt',
  huge: 'special/huge.srt',
  malformed: 'special/malformed.ass',
  utf16: 'special/utf-16.srt',
  page: 'special/page.srt',
  disorder: 'special/disorder.srt',
  styledVtt: 'special/styled.vtt',
  styledAss: 'special/styled.ass',
  shortPreviews: 'special/short.bif',
  previewsWithoutUnit: 'special/unit-0.bif',
  gone: 'special/gone',
} as const;

type Bytes = Uint8Array<ArrayBuffer>;

/** Files of odd contents. `undefined` for other names. `previews` is a file of preview pictures that is right. */
export function specialFile(
  name: string,
  { read }: Pick<MediaCatalogue, 'read'>,
  previews: string,
): Promise<Bytes> | undefined {
  const make = ownField(TEXTS, name);
  if (make) return Promise.resolve(make());
  const change = ownField(PREVIEWS, name);
  return change && read(previews).then(change);
}

const TEXTS: Readonly<Record<string, () => Bytes>> = {
  [SPECIAL_FILES.empty]: () => new Uint8Array(0),
  [SPECIAL_FILES.huge]: () => utf8(hugeText()),
  [SPECIAL_FILES.malformed]: () =>
    utf8(
      '[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles\nFormat: Name\n\n[Events]\nDialogue: 0,never,0:00:02.00\nDialogue: \\{\\p1}m 0 0 l\n',
    ),
  [SPECIAL_FILES.utf16]: () => utf16('1\n00:00:01,000 --> 00:00:03,500\nZażółć gęślą jaźń\n'),
  [SPECIAL_FILES.page]: () => utf8('<!doctype html><title>Sign in</title><p>Please sign in.</p>\n'),
  [SPECIAL_FILES.disorder]: () => utf8(DISORDER),
  [SPECIAL_FILES.styledVtt]: () => utf8(STYLED_VTT),
  [SPECIAL_FILES.styledAss]: () => utf8(STYLED_ASS),
};

/** Overlapping, from behind to the front, without a length, with an end before the start, and behind the end of any film. */
const DISORDER = [
  '1\n00:00:05,000 --> 00:00:09,000\nSecond',
  '2\n00:00:01,000 --> 00:00:07,000\nFirst <i>and</i> long',
  '3\n00:00:03,000 --> 00:00:03,000\nWithout a length',
  '4\n00:00:08,000 --> 00:00:02,000\nBackwards',
  '5\n99:00:00,000 --> 99:00:01,000\nMuch too late',
  'No times at all\n',
].join('\n\n');

/** Settings, a voice, markup, a note, a style block, entities, two texts at once, and text from right to left. */
const STYLED_VTT = [
  'WEBVTT - with styles',
  'NOTE This is no text.',
  'STYLE\n::cue(v) { color: yellow }',
  'top\n00:01.000 --> 00:04.000 line:0 align:start\n<v Anna>At the <i>top</i>, to the left</v>',
  '00:02.000 --> 00:05.000 position:80% size:40% align:end\nTo the <b>right</b> &amp; narrow, in a line that is much too long for its size',
  '00:06.000 --> 00:08.000\nمرحبا بالعالم\nשלום עולם',
  '',
].join('\n\n');

/** Positions, colours, bold text, an outline and a line break. Nothing that moves. */
const STYLED_ASS = [
  '[Script Info]\nScriptType: v4.00+\nPlayResX: 640\nPlayResY: 360\n',
  '[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, Italic, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
  'Style: Default,Arial,24,&H00FFFFFF,&H00000000,&H80000000,0,0,1,2,0,2,20,20,24,1',
  'Style: Sign,Arial,30,&H0000FFFF,&H00000000,&H80000000,1,0,3,2,0,8,20,20,24,1\n',
  '[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
  'Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,{\\b1}Bold{\\b0}, {\\c&H0000FF&}red{\\r},\\Nand a second line',
  'Dialogue: 1,0:00:02.00,0:00:05.00,Sign,,0,0,0,,{\\pos(320,60)}A sign, with a comma',
  '',
].join('\n');

const PREVIEWS: Readonly<Record<string, (bytes: Bytes) => Bytes>> = {
  [SPECIAL_FILES.shortPreviews]: (bytes) => bytes.subarray(0, Math.floor(bytes.byteLength * 0.6)),
  [SPECIAL_FILES.previewsWithoutUnit]: (bytes) => {
    const copy = bytes.slice();
    new DataView(copy.buffer).setUint32(16, 0, true);
    return copy;
  },
};

const HUGE_BYTES = 5_000_000;
const EVERY_MS = 250;

/** SubRip of five megabytes: four texts a second, for hours. */
function hugeText(): string {
  const time = (milliseconds: number) =>
    new Date(milliseconds).toISOString().slice(11, -1).replace('.', ',');
  const rows: string[] = [];
  for (let at = 0, length = 0; length < HUGE_BYTES; at += 1) {
    const start = at * EVERY_MS;
    const row = `${at + 1}\n${time(start)} --> ${time(start + EVERY_MS)}\nText number ${at + 1}\n\n`;
    rows.push(row);
    length += row.length;
  }
  return rows.join('');
}

function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** Little endian, with its mark. */
function utf16(text: string): Bytes {
  const bytes = new Uint8Array(2 * (text.length + 1));
  const view = new DataView(bytes.buffer);
  for (const [at, sign] of [...`\uFEFF${text}`].entries()) {
    view.setUint16(2 * at, sign.charCodeAt(0), true);
  }
  return bytes;
}
