import type { Context, Hono } from 'hono';
import type { FaultBook } from '../faults.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import type { Library } from '../library/library.ts';
import type { PlayStates } from '../library/play-states.ts';
import type { ServerLog } from '../server-log.ts';
import type { PlexServerSettings } from '../server-options.ts';
import type { DeviceList } from '../state/device-list.ts';
import type { EncoderJobs } from '../state/encoder-jobs.ts';
import type { PlayQueues } from '../state/play-queues.ts';
import type { RapidStarts } from '../state/rapid-starts.ts';
import type { StreamChoices } from '../state/stream-choices.ts';
import type { StreamOffsets } from '../state/stream-offsets.ts';
import type { Streaming } from '../state/streaming.ts';
import type { VirtualClock } from '../virtual-clock.ts';

/** The state that the routes share. */
export interface ServerCore {
  readonly machineIdentifier: string;
  readonly userName: string;
  readonly clock: VirtualClock;
  readonly log: ServerLog;
  readonly faults: FaultBook;
  readonly jobs: EncoderJobs;
  readonly streaming: Streaming;
  readonly rapidStarts: RapidStarts;
  readonly playStates: PlayStates;
  readonly streamChoices: StreamChoices;
  readonly streamOffsets: StreamOffsets;
  readonly playQueues: PlayQueues;
  readonly devices: DeviceList;
  settings(): PlexServerSettings;
  /** Loads the catalogue at the first call. */
  library(): Promise<Library>;
  changed(): void;
}

export type RouterEnv = { Bindings: { facts: RequestFacts } };
export type Router = Hono<RouterEnv>;
export type RouteContext = Context<RouterEnv>;

/** What the server read from the request before routing. */
export function factsOf(context: RouteContext): RequestFacts {
  return context.env.facts;
}
