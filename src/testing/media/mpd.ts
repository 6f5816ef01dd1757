import { escapeXml } from '../http/xml.ts';
import type { FragmentedFile } from './fragmented-file.ts';

/** What the manifest of one transcode says. */
export interface Presentation {
  /** The transcode session: the first part of every segment's path. */
  readonly session: string;
  readonly durationMs: number;
  /** By representation id. Video is 0 and sound 1; music has sound alone, as 0. */
  readonly tracks: readonly Pick<
    FragmentedFile,
    'kind' | 'codecs' | 'width' | 'height' | 'sampleRate' | 'bandwidth'
  >[];
}

/**
 * The manifest in the shape a Plex Media Server gives it: static, the whole duration whatever
 * `offset` was, one-second segments numbered from 0, relative URLs that hold the session and no token.
 */
export function buildMpd({ session, durationMs, tracks }: Presentation): string {
  const base = `session/${escapeXml(encodeURIComponent(session))}/$RepresentationID$`;
  const sets = tracks.map((track, id) => {
    const codecs = escapeXml(track.codecs);
    const common = `id="${id}" codecs="${codecs}" bandwidth="${track.bandwidth}"`;
    const own =
      track.kind === 'video'
        ? `mimeType="video/mp4" width="${track.width}" height="${track.height}"`
        : `mimeType="audio/mp4" audioSamplingRate="${track.sampleRate}"`;
    return [
      `    <AdaptationSet id="${id}" contentType="${track.kind}" segmentAlignment="true" startWithSAP="1">`,
      `      <SegmentTemplate timescale="1" duration="1" startNumber="0" initialization="${base}/header" media="${base}/$Number$.m4s"/>`,
      `      <Representation ${common} ${own}/>`,
      '    </AdaptationSet>',
    ].join('\n');
  });
  const duration = isoDuration(durationMs);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static" mediaPresentationDuration="${duration}" minBufferTime="PT10S">`,
    `  <Period id="0" start="PT0S" duration="${duration}">`,
    ...sets,
    '  </Period>',
    '</MPD>',
    '',
  ].join('\n');
}

/** 61500 becomes `PT1M1.5S`. */
export function isoDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Math.round((seconds % 60) * 1000) / 1000;
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest}S`;
}
