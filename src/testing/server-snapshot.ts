/** A row of the account's device list: one for each client identifier that was ever sent. */
export interface Device {
  readonly clientIdentifier: string;
  readonly product: string;
  readonly platform: string;
  /** X-Plex-Device-Name, else the product, else the platform. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly firstSeen: number;
}

/**
 * The kind by the path of the transcoder: `/video/…`, `/music/…`, or `/subtitles/…` for the text of an item beside its picture.
 * `PlexMediaType` calls the first two `video` and `audio`.
 */
export type MediaKind = 'video' | 'music' | 'subtitles';

/**
 * `decided` after a decision, `starting` after the first media request, then the state of the last timeline. Without a decision
 * the first state is `playing`.
 */
export type ResourceState = 'decided' | 'starting' | 'playing' | 'paused' | 'buffering';

/** A stream of the server. Plex logs it as `Streaming Resource`. */
export interface Resource {
  /** Address such as `0x7ad5b7c2e408`. The log names a stream by it and the playback id. */
  readonly pointer: string;
  /** The session identifier, or the client identifier if none was sent. */
  readonly playbackId: string;
  readonly clientIdentifier: string;
  readonly kind: MediaKind;
  readonly ratingKey: string;
  readonly title: string;
  readonly decision: 'directplay' | 'transcode';
  /** What created the stream. A correct player always requests a `decision`. */
  readonly origin: 'decision' | 'adhoc' | 'timeline';
  readonly state: ResourceState;
  /** The last reported position and duration. */
  readonly timeMs: number;
  readonly durationMs: number;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
}

/** A stream that has ended. */
export interface EndedResource extends Resource {
  /** The reason, in the words of the log: `Client stopped playback.` */
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/** A running transcode. */
export interface Job {
  /** The `session` parameter. */
  readonly transcodeId: string;
  readonly playbackId: string;
  readonly ratingKey: string;
  readonly kind: MediaKind;
  /** The process id that the log names in `Signalling job ID`. */
  readonly processId: number;
  /** Position in the item where the encoder started, or to which it jumped last. */
  readonly offsetSeconds: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** The files of the catalogue that its segments come from: picture and sound, or the sound of music. */
  readonly files: readonly string[];
  /** Number of media segments served, including those that a fault made empty. Initialisation segments do not count. */
  readonly segmentsServed: number;
}

/** Level of a log line. Most are `DEBUG`, as in the log of Plex. */
export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/** A line of the server log. {@link formatLogLine} adds the date. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly level: LogLevel;
  /** `[Req#34f592] Killing job.` */
  readonly text: string;
}

/** A request to the server. */
export interface RequestRecord {
  /** The request id of the log, as in `#34f592`. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  /** The path without the base path. */
  readonly path: string;
  /** The query without the token. */
  readonly query: Readonly<Record<string, string>>;
  readonly clientIdentifier: string | undefined;
  readonly playbackId: string | undefined;
  /** The parameter `session`, or the id in the path of a segment. */
  readonly transcodeId: string | undefined;
  /** The header `Range`, such as `bytes=0-`. */
  readonly range: string | undefined;
  /** `undefined` while the request runs; 0 if the connection was refused. */
  readonly status: number | undefined;
}

/** The state of the server as plain data. The same object until something changes. */
export interface ServerSnapshot {
  /** In the order of their first request. Devices are never removed. */
  readonly devices: readonly Device[];
  /** The running streams, newest last. */
  readonly resources: readonly Resource[];
  /** The streams that ended last, newest last. */
  readonly ended: readonly EndedResource[];
  /** The running transcodes, newest last. A stream may have more than one. */
  readonly jobs: readonly Job[];
  /** Newest last; the last 2,000 lines. */
  readonly log: readonly LogLine[];
  /** Newest last; the last 2,000 requests. */
  readonly requests: readonly RequestRecord[];
}
