import { decide, type Verdict } from '../decision/decide.ts';
import { readTranscodeQuery, type TranscodeQuery } from '../decision/transcode-query.ts';
import { errorPage } from '../http/answers.ts';
import type { RequestFacts } from '../http/request-facts.ts';
import type { Library } from '../library/library.ts';
import { type LibraryItem, type LibraryVersion, sourceOf } from '../library/library-item.ts';
import type { LibraryPart } from '../library/library-part.ts';
import type { StreamChoice } from '../library/library-stream.ts';
import type { MediaKind } from '../server-snapshot.ts';
import { type LiveResource, playbackIdOf } from '../state/live-resource.ts';
import type { ServerCore } from './server-core.ts';
import { choiceOf } from './show-item.ts';

/** What a request to the transcoder is about. */
export interface Asked {
  readonly item: LibraryItem;
  readonly version: LibraryVersion;
  /** The part that is asked for, or all of them joined. */
  readonly source: LibraryPart;
  readonly library: Library;
  readonly query: TranscodeQuery;
  readonly choice: StreamChoice;
}

/** Reads the query and finds its item, or answers why that is impossible. */
export async function readAskedItem(
  core: ServerCore,
  facts: RequestFacts,
): Promise<Asked | Response> {
  const query = readTranscodeQuery(facts);
  if (typeof query === 'string') return cannotDecide(core, facts, query);
  const library = await core.library();
  const item = library.item(query.ratingKey);
  if (!item) return errorPage(404);
  const { mediaIndex = 0, partIndex } = query;
  const version = item.versions[mediaIndex];
  if (!version || (partIndex ?? 0) >= version.parts.length)
    return cannotDecide(core, facts, 'the item has no such version or part');
  const source = sourceOf(version, partIndex);
  const choice = chosenStreams(core, facts, source, query);
  if (query.vouches && query.subtitles === 'auto' && choice.subtitle)
    return cannotDecide(core, facts, 'direct play and subtitles=auto exclude each other');
  return { item, version, source, library, query, choice };
}

/** The stored choice. The ids of a query have no effect, unless the settings say so for sound. */
function chosenStreams(
  core: ServerCore,
  facts: RequestFacts,
  source: LibraryPart,
  { audioStreamId }: TranscodeQuery,
): StreamChoice {
  const stored = choiceOf(core, facts, source);
  const named = source.streams.find(({ id, type }) => type === 'audio' && id === audioStreamId);
  return named && core.settings().audioStreamParameter ? { ...stored, audio: named } : stored;
}

export function verdictOn(core: ServerCore, asked: Asked): Verdict {
  const { availableKbps, plexPass } = core.settings();
  return decide({ ...asked, plexPass, availableKbps: availableKbps || undefined });
}

/** The stream of a start: one that had a decision, else an ad-hoc one where the generation allows it. */
export function startedResource(
  core: ServerCore,
  facts: RequestFacts,
  item: LibraryItem,
  kind?: MediaKind,
): LiveResource | undefined {
  const { streaming } = core;
  const present = streaming.resources.get(playbackIdOf(facts));
  if (present?.decided && present.guid === item.guid) {
    present.decision = 'transcode';
    streaming.begin(present, facts.requestId);
    return present;
  }
  if (core.settings().generation === '1.43') return undefined;
  return streaming.beginAdHoc(facts, item, 'transcode', kind);
}

/** Status 400, with its reason in the log. */
export function cannotDecide(core: ServerCore, facts: RequestFacts, why: string): Response {
  const text = `Cannot make a decision because ${why}.`;
  core.log.write(text, { requestId: facts.requestId, level: 'ERROR' });
  return errorPage(400);
}

/** Version 4. `crypto.randomUUID` is missing on plain http pages. */
export function createUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
