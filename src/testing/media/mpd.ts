import { escapeXml } from '../http/xml.ts';
import type { FragmentedFile } from './fragmented-file.ts';

/** Values of the manifest of a transcode. */
export interface Presentation {
  /** Id of the transcode session: the first part of the path of each segment. */
  readonly session: string;
  readonly durationMs: number;
  /** Tracks by representation id. Of a video, the picture is 0 and the sound 1. Of music, the sound is 0. */
  readonly tracks: readonly Pick<
    FragmentedFile,
    'kind' | 'codecs' | 'width' | 'height' | 'sampleRate' | 'bandwidth'
  >[];
}

/**
 * Builds a manifest like that of a Plex Media Server: static, of the whole duration for any `offset`, with segments of one second
 * numbered from 0, and relative URLs that hold the session id and no token.
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
