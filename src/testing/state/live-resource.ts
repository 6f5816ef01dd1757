import type { Resource, ResourceState } from '../server-snapshot.ts';
import type { Stream } from './eviction.ts';

/** The client of a request, as the sessions show it. */
export interface Caller {
  readonly requestId: string | undefined;
  readonly clientIdentifier: string;
  /** The session identifier, if it was sent. */
  readonly playbackId: string | undefined;
  readonly product: string;
  readonly platform: string;
  readonly deviceName: string;
}

/** The key of a stream: its session identifier, else its client identifier. */
export function playbackIdOf(caller: Caller): string {
  return caller.playbackId ?? caller.clientIdentifier;
}

/** A running stream. */
export interface LiveResource extends Stream {
  readonly pointer: string;
  readonly sessionKey: string;
  readonly caller: Caller;
  /** The item, also after its rating key was replaced. */
  readonly guid: string;
  readonly ratingKey: string;
  readonly title: string;
  readonly kbps: number;
  order: number;
  readonly addedAt: number;
  decision: 'directplay' | 'transcode';
  decided: boolean;
  origin: Resource['origin'];
  state: ResourceState;
  timeMs: number;
  durationMs: number;
  decidedAt: number | undefined;
  startedAt: number | undefined;
  /** Its kind at the last start. */
  startedAs: 'directplay' | 'transcode' | undefined;
  fetchedAt: number | undefined;
  reportedAt: number | undefined;
  pingedAt: number | undefined;
  pausedAt: number | undefined;
}

export function describeResource(resource: LiveResource): Resource {
  const { pointer, playbackId, clientIdentifier, kind, ratingKey, title } = resource;
  const { decision, origin, state, timeMs, durationMs, addedAt } = resource;
  return {
    pointer,
    playbackId,
    clientIdentifier,
    kind,
    ratingKey,
    title,
    decision,
    origin,
    state,
    timeMs,
    durationMs,
    addedAt,
  };
}
