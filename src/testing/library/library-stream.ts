import type { CatalogueStream } from '../media-catalogue.ts';

/** A stream of a part. */
export interface LibraryStream extends Omit<CatalogueStream, 'type'> {
  readonly id: string;
  readonly type: 'video' | 'audio' | 'subtitle';
  /** Its place in the file, from 0. `undefined` for a file of its own. */
  readonly index: number | undefined;
}

/** Which streams of a part are selected. A part without subtitles, or with subtitles off, has none. */
export interface StreamChoice {
  readonly audio: LibraryStream | undefined;
  readonly subtitle: LibraryStream | undefined;
}

/** The streams of a file with their ids, which begin with the id of the part. */
export function streamsOf(
  partId: string,
  videoCodec: string | undefined,
  others: readonly CatalogueStream[],
): LibraryStream[] {
  const picture = { type: 'video', codec: videoCodec ?? '', default: true } as const;
  const all = videoCodec === undefined ? others : [picture, ...others];
  // 1 is the picture, also where there is none.
  const first = videoCodec === undefined ? 2 : 1;
  let inside = 0;
  return all.map((stream, at) => {
    const isInside = !('external' in stream && stream.external);
    const index = isInside ? inside++ : undefined;
    return { ...stream, id: `${partId}${at + first}`, index };
  });
}

/** Whether subtitles are pictures, which cannot be sent as text. */
export function isPicture({ codec }: LibraryStream): boolean {
  return /^(?:pgs|pgssub|hdmv_pgs_subtitle|vobsub|dvdsub|dvd_subtitle|dvb_?sub|dvb_subtitle)$/.test(
    codec.toLowerCase(),
  );
}

/** The words that a menu shows: `English (AAC Stereo)`, `360p (VP9)`, `English Forced (SRT)`, `English (SRT External)`. */
export function displayTitle(stream: LibraryStream, height: number): string {
  const codec = stream.codec.toUpperCase();
  if (stream.type === 'video') return `${height}p (${codec})`;
  const language = stream.language ?? 'Unknown';
  if (stream.type === 'audio') return `${language} (${codec} ${layout(stream.channels ?? 2)})`;
  const kind = stream.forced ? ' Forced' : stream.hearingImpaired ? ' SDH' : '';
  return `${language}${kind} (${codec}${stream.external ? ' External' : ''})`;
}

/** The longer words, with the title of the stream: `Commentary (English AAC Stereo)`. */
export function extendedDisplayTitle(stream: LibraryStream, height: number): string {
  const short = displayTitle(stream, height);
  return stream.title ? `${stream.title} (${short.replace(/[()]/g, '')})` : short;
}

function layout(channels: number): string {
  return channels === 1 ? 'Mono' : channels === 2 ? 'Stereo' : `${channels - 1}.1`;
}
