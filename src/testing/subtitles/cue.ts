/** One text of subtitles. Times are milliseconds from the start of the item. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  /** Lines are separated by `\n`, and markup is left out. */
  readonly text: string;
}

export type SubtitleFormat = 'srt' | 'vtt' | 'ass';
