import type { PlexMediaType } from './identifiers.ts';

/** How the media is delivered: fragments for dash.js, one growing file, or HLS. */
export type StreamProtocol = 'dash' | 'http' | 'hls';

type Directive = readonly [
  name: string,
  parameters: Readonly<Record<string, string | number | boolean>>,
];

/**
 * X-Plex-Client-Profile-Extra: what to change in the server's own profile of the platform.
 * Neither AV1 nor VP9 is offered as a target: browsers refuse the fragments Plex makes of them.
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
    // Browsers decode no 10 bit H.264. Without the limit the server would copy such a stream.
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
