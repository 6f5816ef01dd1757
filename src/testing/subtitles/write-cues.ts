import type { Cue, SubtitleFormat } from './cue.ts';

/** What a file of this format begins with. */
export function header(format: SubtitleFormat): string {
  return HEADERS[format];
}

/** One text in a format. `number` counts from 1. */
export function row(format: SubtitleFormat, { startMs, endMs, text }: Cue, number: number): string {
  switch (format) {
    case 'srt':
      return `${number}\n${clock(startMs, ',')} --> ${clock(endMs, ',')}\n${text}\n\n`;
    case 'vtt':
      return `${clock(startMs, '.')} --> ${clock(endMs, '.')}\n${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}\n\n`;
    case 'ass':
      return `Dialogue: 0,${assClock(startMs)},${assClock(endMs)},Default,,0,0,0,,${text.replaceAll('\n', '\\N')}\n`;
  }
}

/** A whole file. */
export function writeCues(format: SubtitleFormat, cues: readonly Cue[]): string {
  return header(format) + cues.map((cue, at) => row(format, cue, at + 1)).join('');
}

const HEADERS: Readonly<Record<SubtitleFormat, string>> = {
  srt: '',
  vtt: 'WEBVTT\n\n',
  ass: [
    '[Script Info]\nScriptType: v4.00+\nPlayResX: 384\nPlayResY: 288\nScaledBorderAndShadow: yes\n\n',
    '[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n',
    'Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1\n\n',
    '[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n',
  ].join(''),
};

function clock(milliseconds: number, point: ',' | '.'): string {
  const pad = (value: number, digits = 2) => String(Math.floor(value)).padStart(digits, '0');
  const seconds = milliseconds / 1000;
  return `${pad(seconds / 3600)}:${pad((seconds / 60) % 60)}:${pad(seconds % 60)}${point}${pad(milliseconds % 1000, 3)}`;
}

/** Hundredths of a second are all that ASS has. */
function assClock(milliseconds: number): string {
  return clock(milliseconds, '.').slice(1, -1);
}
