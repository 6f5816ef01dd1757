import type { Resource, ResourceState } from '../server-snapshot.ts';
import type { Stream } from './eviction.ts';

/** Who asks: the part of a request the sessions are told. */
export interface Caller {
  readonly requestId: string | undefined;
  readonly clientIdentifier: string;
  /** The session identifier, if one was sent. */
  readonly playbackId: string | undefined;
  readonly product: string;
  readonly platform: string;
  readonly deviceName: string;
}

/** The name a stream is kept under: its session identifier, else its client's. */
export function playbackIdOf(caller: Caller): string {
  return caller.playbackId ?? caller.clientIdentifier;
}

/** A stream while it lives. */
export interface LiveResource extends Stream {
  readonly pointer: string;
  readonly sessionKey: string;
  readonly caller: Caller;
  /** What plays, whatever has become of its rating key since. */
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
  /** What it was when it started last. */
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
