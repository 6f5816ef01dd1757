import type { Cue } from './cues.ts';

/** SubRip. */
export function srt(cues: readonly Cue[]): string {
  const rows = cues.map(
    ({ startMs, endMs, words }, at) => `${at + 1}\n${time(startMs)} --> ${time(endMs)}\n${words}\n`,
  );
  return rows.join('\n');
}

/** Advanced SubStation Alpha, with a style of its own and some markup. */
export function ass(cues: readonly Cue[]): string {
  const rows = cues.map(({ startMs, endMs, words }, at) => {
    const marked = at === 1 ? `{\\an8\\i1}${words}{\\i0}` : words;
    const line = marked.replaceAll('\n', '\\N');
    return `Dialogue: 0,${assTime(startMs)},${assTime(endMs)},Default,,0,0,0,,${line}\n`;
  });
  return [
    '[Script Info]\nScriptType: v4.00+\nPlayResX: 640\nPlayResY: 360\n\n',
    '[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, Italic, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n',
    'Style: Default,Outfit,24,&H00FFFFFF,&H00000000,&H80000000,0,0,1,2,0,2,20,20,24,1\n\n',
    '[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n',
    ...rows,
  ].join('');
}

/** A text in windows-1250, an encoding of Central Europe. No library writes it, so its table is read from a decoder. */
export function windows1250(text: string): Uint8Array {
  const upper = Uint8Array.from({ length: 128 }, (_, at) => at + 128);
  const table = new Map(
    [...new TextDecoder('windows-1250').decode(upper)].map((sign, at) => [sign, at + 128]),
  );
  return Uint8Array.from(text, (sign) => {
    const code = sign.charCodeAt(0) < 128 ? sign.charCodeAt(0) : table.get(sign);
    if (code === undefined) throw new Error(`coplay: windows-1250 has no sign ${sign}.`);
    return code;
  });
}

function parts(milliseconds: number): [string, string, string, number] {
  const pad = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const seconds = milliseconds / 1000;
  return [pad(seconds / 3600), pad((seconds % 3600) / 60), pad(seconds % 60), milliseconds % 1000];
}

function time(milliseconds: number): string {
  const [hours, minutes, seconds, rest] = parts(milliseconds);
  return `${hours}:${minutes}:${seconds},${String(rest).padStart(3, '0')}`;
}

function assTime(milliseconds: number): string {
  const [hours, minutes, seconds, rest] = parts(milliseconds);
  return `${Number(hours)}:${minutes}:${seconds}.${String(Math.floor(rest / 10)).padStart(2, '0')}`;
}
