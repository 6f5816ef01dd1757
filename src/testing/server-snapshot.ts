/** A row of the account's device list: one for each client identifier ever seen. */
export interface Device {
  readonly clientIdentifier: string;
  readonly product: string;
  readonly platform: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly firstSeen: number;
}

export type MediaKind = 'video' | 'music';

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
  readonly addedAt: number;
}

/** A stream that is over. */
export interface EndedResource extends Resource {
  readonly reason: string;
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
  readonly offsetSeconds: number;
  readonly startedAt: number;
  readonly segmentsServed: number;
}

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
  readonly range: string | undefined;
  /** Undefined while it runs; 0 when the connection was refused. */
  readonly status: number | undefined;
}

/** Everything the server knows, as plain data. A new object after each change, else the same. */
export interface ServerSnapshot {
  readonly devices: readonly Device[];
  readonly resources: readonly Resource[];
  /** The last streams that are over, newest last. */
  readonly ended: readonly EndedResource[];
  readonly jobs: readonly Job[];
  /** Newest last; the last 2,000 lines. */
  readonly log: readonly LogLine[];
  /** Newest last; the last 2,000 requests. */
  readonly requests: readonly RequestRecord[];
}
