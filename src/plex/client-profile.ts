import type { PlexMediaType } from './media-type.ts';

/** How converted media is delivered: DASH fragments, one growing file, or HLS. */
export type StreamProtocol = 'dash' | 'http' | 'hls';

type Directive = readonly [
  name: string,
  parameters: Readonly<Record<string, string | number | boolean>>,
];

/**
 * Value of X-Plex-Client-Profile-Extra: changes to the server's profile of the platform. AV1 and VP9 are no targets: browsers
 * refuse the fragments that Plex produces with them.
 */
export function clientProfileExtra(mediaType: PlexMediaType, protocol: StreamProtocol): string {
  return (mediaType === 'audio' ? musicDirectives(protocol) : videoDirectives(protocol))
    .map(([name, parameters]) => {
      const list = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
      return `${name}(${list.join('&')})`;
    })
    .join('+');
}

function videoDirectives(protocol: StreamProtocol): Directive[] {
  return [
    // Browsers do not decode 10 bit H.264, and without the limit the server copies such a stream.
    [
      'add-limitation',
      {
        scope: 'videoCodec',
        scopeName: 'h264',
        type: 'upperBound',
        name: 'video.bitDepth',
        value: 8,
        replace: true,
      },
    ],
    [
      'append-transcode-target-codec',
      { type: 'videoProfile', context: 'streaming', protocol, audioCodec: 'aac' },
    ],
  ];
}

function musicDirectives(protocol: StreamProtocol): Directive[] {
  const format = {
    dash: { container: 'mp4', audioCodec: 'aac' },
    hls: { container: 'mpegts', audioCodec: 'aac' },
    http: { container: 'mp3', audioCodec: 'mp3' },
  }[protocol];
  return [
    ['add-transcode-target', { type: 'musicProfile', context: 'streaming', protocol, ...format }],
  ];
}
