/** The formats of text subtitles. */
export type SubtitleFormat = 'vtt' | 'srt' | 'ass';

/**
 * The text of a subtitle file. UTF-8 and UTF-16 by their marks, else UTF-8 where all of it is valid, else `windows-1252`: servers
 * that are not asked for an encoding send the file as it is.
 */
export function decodeSubtitles(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The format by the content: names of files and types of answers are often wrong. `undefined` when it is none of them. */
export function subtitleFormat(text: string): SubtitleFormat | undefined {
  const head = text.slice(0, 4_096).replace(/^\uFEFF?\s*/, '');
  if (/^WEBVTT(?:\s|$)/.test(head)) return 'vtt';
  if (/^\[(?:script info|v4\+? styles|events)\]/im.test(head)) return 'ass';
  return /^(?:\d+\s*\r?\n)?\s*\d+:\d\d:\d\d[,.]\d+\s*-->/m.test(head) ? 'srt' : undefined;
}
