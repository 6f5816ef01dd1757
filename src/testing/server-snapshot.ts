/** A row of the account's device list: one for each client identifier ever seen. */
export interface Device {
  readonly clientIdentifier: string;
  readonly product: string;
  readonly platform: string;
  /** X-Plex-Device-Name, else the product, else the platform. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly firstSeen: number;
}

/** By the path of its transcoder, `/video/…` or `/music/…`: what `PlexMediaType` calls `video` and `audio`. */
export type MediaKind = 'video' | 'music';

/**
 * `decided` after a decision, `starting` once its media is asked for, then what the last timeline said. Without a
 * decision it begins as `playing`.
 */
export type ResourceState = 'decided' | 'starting' | 'playing' | 'paused' | 'buffering';

/** A stream the server knows of: what Plex logs as `Streaming Resource`. */
export interface Resource {
  /** `0x7ad5b7c2e408`: with the playback id, the name the log gives it. */
  readonly pointer: string;
  /** The session identifier, or the client identifier when none was sent. */
  readonly playbackId: string;
  readonly clientIdentifier: string;
  readonly kind: MediaKind;
  readonly ratingKey: string;
  readonly title: string;
  readonly decision: 'directplay' | 'transcode';
  /** How it came to be. Only `decision` is what a well-behaved player does. */
  readonly origin: 'decision' | 'adhoc' | 'timeline';
  readonly state: ResourceState;
  /** Last reported position and duration. */
  readonly timeMs: number;
  readonly durationMs: number;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
}

/** A stream that is over. */
export interface EndedResource extends Resource {
  /** In the words of the log: `Client stopped playback.` */
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/** A transcode that is alive. */
export interface Job {
  /** The `session` parameter. */
  readonly transcodeId: string;
  readonly playbackId: string;
  readonly ratingKey: string;
  readonly kind: MediaKind;
  /** The process id of the log's `Signalling job ID`. */
  readonly processId: number;
  /** Where in the item the encoder began, or jumped to last. */
  readonly offsetSeconds: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Media segments it has answered with, those that a fault emptied included. Headers do not count. */
  readonly segmentsServed: number;
}

/** `DEBUG` for most of it, as in Plex's own log. */
export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/** A line of the server log. {@link formatLogLine} puts the date before it. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly level: LogLevel;
  /** `[Req#34f592] Killing job.` */
  readonly text: string;
}

/** A request, in the order of arrival. */
export interface RequestRecord {
  /** The `#34f592` of the log. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  /** Without the base path. */
  readonly path: string;
  /** Without the token. */
  readonly query: Readonly<Record<string, string>>;
  readonly clientIdentifier: string | undefined;
  readonly playbackId: string | undefined;
  /** From `session`, or from the path of a segment. */
  readonly transcodeId: string | undefined;
  /** The header of that name: `bytes=0-`. */
  readonly range: string | undefined;
  /** Undefined while it runs; 0 when the connection was refused. */
  readonly status: number | undefined;
}

/** Everything the server knows, as plain data. A new object after each change, else the same. */
export interface ServerSnapshot {
  /** In the order in which they were first seen. None ever goes. */
  readonly devices: readonly Device[];
  /** The streams that live, newest last. */
  readonly resources: readonly Resource[];
  /** The last streams that are over, newest last. */
  readonly ended: readonly EndedResource[];
  /** The transcodes that live, newest last. A stream may have more than one. */
  readonly jobs: readonly Job[];
  /** Newest last; the last 2,000 lines. */
  readonly log: readonly LogLine[];
  /** Newest last; the last 2,000 requests. */
  readonly requests: readonly RequestRecord[];
}
