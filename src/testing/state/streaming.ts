import type { LibraryItem } from '../library/library-item.ts';
import { addedLine, adHocLine, decisionLine, terminatedLine } from '../log-lines.ts';
import { randomHex } from '../random-hex.ts';
import type { ServerLog } from '../server-log.ts';
import { pushCapped } from '../server-log.ts';
import type { PlexServerSettings } from '../server-options.ts';
import type { EndedResource, MediaKind } from '../server-snapshot.ts';
import type { EncoderJob } from './encoder-job.ts';
import type { EncoderJobs } from './encoder-jobs.ts';
import { findVictims, type Stream } from './eviction.ts';
import { CLIENT_STOPPED, idleEnd, PAUSED_TOO_LONG, SHUTTING_DOWN } from './idle.ts';
import { type Caller, describeResource, type LiveResource, playbackIdOf } from './live-resource.ts';

/** The termination that the next timeline of a client is answered with. */
export interface TerminationNotice {
  readonly code: number;
  readonly text: string;
  told: boolean;
}

const ENDED_KEPT = 100;

/** The streams of the server: how they begin, and which others they end. */
export interface Streaming {
  readonly resources: ReadonlyMap<string, LiveResource>;
  readonly ended: readonly EndedResource[];
  /** Registers the stream of a decision. */
  decide(
    caller: Caller,
    item: LibraryItem,
    decision: LiveResource['decision'],
    kind?: MediaKind,
  ): LiveResource;
  /** Creates a stream without a decision, and ends others by the eviction rule. */
  beginAdHoc(
    caller: Caller,
    item: LibraryItem,
    decision: LiveResource['decision'],
    kind?: MediaKind,
  ): LiveResource;
  /** Handles the first media request of a decided stream. */
  begin(resource: LiveResource, requestId: string | undefined): void;
  /** Creates a stream that a timeline reports, without a decision or a start. */
  addReported(caller: Caller, item: LibraryItem): LiveResource;
  end(resource: LiveResource, reason: string, requestId: string | undefined, time?: number): void;
  /** Ends a transcode. A converted stream ends with its last transcode. */
  endJob(job: EncoderJob, requestId: string | undefined, time?: number): void;
  /** Ends a stream. The next timeline of its client is answered with the reason. */
  terminate(
    resource: LiveResource,
    reason: string,
    text: string,
    requestId: string | undefined,
    time?: number,
  ): void;
  wasEnded(playbackId: string): boolean;
  noticeFor(playbackId: string): TerminationNotice | undefined;
  /** Ends streams that are idle and transcodes whose stop is due. */
  sweep(): void;
  /** Ends and forgets all streams and transcodes, as a restart does. */
  shutDown(): void;
}

export interface StreamingParts {
  readonly jobs: EncoderJobs;
  readonly now: () => number;
  readonly settings: () => PlexServerSettings;
  readonly log: ServerLog;
  readonly changed: () => void;
}

export function createStreaming({ jobs, now, settings, log, changed }: StreamingParts): Streaming {
  const resources = new Map<string, LiveResource>();
  const ended: EndedResource[] = [];
  const endedIds = new Set<string>();
  const notices = new Map<string, TerminationNotice>();
  let order = 0;

  function add(
    caller: Caller,
    item: LibraryItem,
    decision: LiveResource['decision'],
    origin: LiveResource['origin'],
    kind: MediaKind = item.kind,
  ): LiveResource {
    const playbackId = playbackIdOf(caller);
    order += 1;
    const resource: LiveResource = {
      pointer: `0x7ad5${randomHex(8)}`,
      sessionKey: String(order),
      playbackId,
      clientIdentifier: caller.clientIdentifier,
      caller,
      kind,
      guid: item.guid,
      ratingKey: item.ratingKey,
      title: item.title,
      kbps: item.versions[0].bitrateKbps,
      decision,
      decided: origin === 'decision',
      ownId: caller.playbackId !== undefined,
      order,
      origin,
      state: origin === 'decision' ? 'decided' : 'playing',
      timeMs: 0,
      durationMs: item.durationMs,
      addedAt: now(),
      decidedAt: undefined,
      startedAt: undefined,
      startedAs: undefined,
      fetchedAt: undefined,
      reportedAt: undefined,
      pingedAt: undefined,
      pausedAt: undefined,
    };
    resources.set(playbackId, resource);
    // A stream that only timelines report does not give access to the file.
    if (origin !== 'timeline') endedIds.delete(playbackId);
    // A termination by the owner stays until a timeline was answered with it.
    if (notices.get(playbackId)?.told) notices.delete(playbackId);
    log.write(addedLine(resource.pointer, playbackId), { requestId: caller.requestId });
    changed();
    return resource;
  }

  /** Ends a stream with the same playback id and another item: a new stream takes its place. */
  function keepOrEnd(caller: Caller, item: LibraryItem): LiveResource | undefined {
    const present = resources.get(playbackIdOf(caller));
    if (!present || present.guid === item.guid) return present;
    end(present, CLIENT_STOPPED, caller.requestId);
    return undefined;
  }

  function evictFor(newcomer: Stream, requestId: string | undefined): void {
    for (const victim of findVictims(settings().evict, newcomer, [...resources.values()])) {
      end(victim, CLIENT_STOPPED, requestId);
    }
  }

  function end(
    resource: LiveResource,
    reason: string,
    requestId: string | undefined,
    time = now(),
  ): void {
    if (resources.get(resource.playbackId) !== resource) return;
    for (const job of jobs.all()) {
      if (job.playbackId === resource.playbackId) jobs.kill(job, requestId, time);
    }
    resources.delete(resource.playbackId);
    endedIds.add(resource.playbackId);
    pushCapped(ended, { ...describeResource(resource), reason, endedAt: time }, ENDED_KEPT);
    log.write(terminatedLine(resource.pointer, resource.playbackId, reason), { requestId, time });
    changed();
  }

  const streaming: Streaming = {
    resources,
    ended,
    decide(caller, item, decision, kind) {
      const resource = keepOrEnd(caller, item) ?? add(caller, item, decision, 'decision', kind);
      resource.decision = decision;
      resource.decided = true;
      resource.origin = 'decision';
      resource.decidedAt = now();
      for (const job of jobs.all()) {
        if (job.playbackId === resource.playbackId && job.stopsAt !== undefined) {
          job.sparesResource = true;
        }
      }
      log.write(decisionLine(item.ratingKey, decision), { requestId: caller.requestId });
      changed();
      return resource;
    },
    beginAdHoc(caller, item, decision, kind = item.kind) {
      const playbackId = playbackIdOf(caller);
      const present = keepOrEnd(caller, item);
      evictFor(
        {
          playbackId,
          clientIdentifier: caller.clientIdentifier,
          kind,
          decision,
          decided: false,
          ownId: caller.playbackId !== undefined,
          order: order + 1,
        },
        caller.requestId,
      );
      log.write(adHocLine(decision, playbackId, item.versions[0].parts[0].partId), {
        requestId: caller.requestId,
      });
      const resource = present ?? add(caller, item, decision, 'adhoc', kind);
      log.write(decisionLine(item.ratingKey, decision), { requestId: caller.requestId });
      resource.decision = decision;
      resource.origin = 'adhoc';
      resource.startedAs = decision;
      resource.startedAt = now();
      resource.state = 'playing';
      changed();
      return resource;
    },
    begin(resource, requestId) {
      if (resource.startedAs === resource.decision) return;
      // It counts as the newest stream of its kind, whenever its decision was.
      order += 1;
      resource.order = order;
      evictFor(resource, requestId);
      resource.startedAs = resource.decision;
      resource.startedAt ??= now();
      if (resource.state === 'decided') resource.state = 'starting';
      changed();
    },
    addReported(caller, item) {
      return keepOrEnd(caller, item) ?? add(caller, item, 'directplay', 'timeline');
    },
    end,
    endJob,
    terminate(resource, reason, text, requestId, time) {
      if (resources.get(resource.playbackId) !== resource) return;
      notices.set(resource.playbackId, { code: 2006, text, told: false });
      end(resource, reason, requestId, time);
    },
    wasEnded: (playbackId) => endedIds.has(playbackId),
    noticeFor: (playbackId) => notices.get(playbackId),
    sweep() {
      const due: { at: number; act(): void }[] = [];
      for (const job of jobs.all()) {
        const at = job.stopsAt;
        if (at === undefined || at > now()) continue;
        due.push({ at, act: () => endJob(job, undefined, at) });
      }
      for (const resource of resources.values()) {
        const idle = idleEnd(resource, settings().limits);
        if (!idle || idle.at > now()) continue;
        const { at, reason } = idle;
        // An unused decision is dropped without a termination.
        const told = reason === PAUSED_TOO_LONG && resource.startedAt !== undefined;
        due.push({
          at,
          act: () =>
            told
              ? streaming.terminate(resource, reason, reason, undefined, at)
              : end(resource, reason, undefined, at),
        });
      }
      for (const { act } of due.sort((a, b) => a.at - b.at)) act();
    },
    shutDown() {
      for (const resource of [...resources.values()]) end(resource, SHUTTING_DOWN, undefined);
      jobs.clear();
      notices.clear();
      endedIds.clear();
      changed();
    },
  };

  function endJob(job: EncoderJob, requestId: string | undefined, time = now()): void {
    const resource = resources.get(job.playbackId);
    const last = !jobs.all().some((one) => one !== job && one.playbackId === job.playbackId);
    const goesWithIt = resource?.decision === 'transcode' && last && !job.sparesResource;
    if (goesWithIt) end(resource, CLIENT_STOPPED, requestId, time);
    else jobs.kill(job, requestId, time);
  }

  return streaming;
}
