import type { Cue, SubtitleFormat } from './cue.ts';

/** The format by the content, whatever the name of the file says. `undefined` if it is none of them. */
export function formatOf(text: string): SubtitleFormat | undefined {
  if (/^\uFEFF?\s*WEBVTT/.test(text)) return 'vtt';
  if (/^\uFEFF?\s*\[Script Info\]/i.test(text)) return 'ass';
  return /^\s*[\d:]+[,.]\d+\s*-->/m.test(text) ? 'srt' : undefined;
}

/** The texts of a file in the order of their start. What cannot be read is left out. */
export function readCues(text: string): Cue[] {
  const cues = formatOf(text) === 'ass' ? assCues(text) : blockCues(text);
  return cues.sort((a, b) => a.startMs - b.startMs);
}

/** SubRip and WebVTT: blocks of a line of times and lines of text. */
function blockCues(text: string): Cue[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .flatMap((block) => {
      const lines = block.split('\n');
      const at = lines.findIndex((line) => line.includes('-->'));
      const [start, end] = (lines[at] ?? '').split('-->').map(milliseconds);
      if (start === undefined || end === undefined || end < start) return [];
      return cue(
        start,
        end,
        lines
          .slice(at + 1)
          .join('\n')
          .replace(/<[^>]*>/g, ''),
      );
    });
}

/** The rows of an ASS file. The text is the tenth field, and may have commas. */
function assCues(text: string): Cue[] {
  return text.split(/\r\n?|\n/).flatMap((line) => {
    const fields = /^Dialogue:(.*)$/.exec(line)?.[1]?.split(',');
    const [start, end] = [fields?.[1], fields?.[2]].map(milliseconds);
    if (!fields || fields.length < 10 || start === undefined || end === undefined) return [];
    const words = fields
      .slice(9)
      .join(',')
      .replace(/\{[^}]*\}/g, '');
    return cue(start, end, words.replace(/\\[Nn]/g, '\n'));
  });
}

function cue(startMs: number, endMs: number, text: string): Cue[] {
  const words = text.trim();
  return words === '' ? [] : [{ startMs, endMs, text: words }];
}

/** `00:01:02,500`, `01:02.500` and `0:01:02.50`. */
function milliseconds(text: string | undefined): number | undefined {
  const [, hours = '0', minutes, seconds, rest = ''] =
    /^\s*(?:(\d+):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})/.exec(text ?? '') ?? [];
  if (minutes === undefined || seconds === undefined) return undefined;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1000 + Number(rest.padEnd(3, '0'));
}
