import type { PlexMediaType } from './media-type.ts';

/** How converted media is delivered: DASH fragments, one growing file, or HLS. */
export type StreamProtocol = 'dash' | 'http' | 'hls';

/**
 * Value of X-Plex-Client-Profile-Extra: changes to the server's profile of the platform. AV1 and VP9 are no targets: browsers
 * refuse the fragments that Plex produces with them.
 */
export function clientProfileExtra(mediaType: PlexMediaType, protocol: StreamProtocol): string {
  const context = `context=streaming&protocol=${protocol}`;
  if (mediaType === 'audio')
    return `add-transcode-target(type=musicProfile&${context}&${musicFormats[protocol]})`;
  // Browsers do not decode 10 bit H.264, and without the limit the server copies such a stream.
  return `add-limitation(scope=videoCodec&scopeName=h264&type=upperBound&name=video.bitDepth&value=8&replace=true)+append-transcode-target-codec(type=videoProfile&${context}&audioCodec=aac)`;
}

const musicFormats: Readonly<Record<StreamProtocol, string>> = {
  dash: 'container=mp4&audioCodec=aac',
  hls: 'container=mpegts&audioCodec=aac',
  http: 'container=mp3&audioCodec=mp3',
};
