import type { PlexStream } from '../part.ts';

/**
 * How subtitles can be shown:
 * `file`: text in a file of its own, which can be fetched; `text`: text in the media file, which the server takes out; `picture`:
 * pictures, which the server draws into the video; `captions`: in the video itself; `unknown`: a format that no way is known for.
 */
export type SubtitleKind = 'file' | 'text' | 'picture' | 'captions' | 'unknown';

const text = /^(?:srt|subrip|vtt|webvtt|ass|ssa|mov_text|tx3g|ttxt|smi)$/;
const pictures =
  /^(?:pgs|pgssub|hdmv_pgs_subtitle|vobsub|dvdsub|dvd_subtitle|dvb_?sub|dvb_subtitle)$/;
const captions = /^(?:eia_?608|cea_?608|cc_dec)$/;

/** Which way a subtitle stream can be shown. Only what has a `key` can be fetched as a file. */
export function subtitleKind({ codec = '', key }: Pick<PlexStream, 'codec' | 'key'>): SubtitleKind {
  const name = codec.toLowerCase();
  if (pictures.test(name)) return 'picture';
  if (captions.test(name)) return 'captions';
  // Servers leave out the codec of some files.
  if (key) return text.test(name) || name === '' ? 'file' : 'unknown';
  return text.test(name) ? 'text' : 'unknown';
}
