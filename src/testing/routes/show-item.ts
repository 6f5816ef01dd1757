import type { RequestFacts } from '../http/request-facts.ts';
import type { ItemView, Json } from '../library/item-view.ts';
import type { LibraryItem } from '../library/library-item.ts';
import type { LibraryPart } from '../library/library-part.ts';
import type { StreamChoice } from '../library/library-stream.ts';
import { itemJson } from '../library/metadata-json.ts';
import type { ServerCore } from './server-core.ts';

/** An item as the account of a request sees it. */
export function showItem(
  core: ServerCore,
  facts: RequestFacts,
  item: LibraryItem,
  more: Partial<ItemView> = {},
): Json {
  const { query, token = '' } = facts;
  const asksFor = (name: string) => query.get(name) === '1' || query.get(name) === 'true';
  return itemJson(item, {
    played: core.playStates.of(item.guid),
    choiceOf: (part) => choiceOf(core, facts, part),
    offsetOf: (streamId) => core.streamOffsets.of(token, streamId),
    checkFiles: asksFor('checkFiles'),
    ramps: asksFor('includeLoudnessRamps'),
    markers: asksFor('includeMarkers') && core.settings().plexPass,
    chapters: asksFor('includeChapters'),
    ...more,
  });
}

/** The streams of a part that the account has selected. */
export function choiceOf(core: ServerCore, facts: RequestFacts, part: LibraryPart): StreamChoice {
  return core.streamChoices.of(facts.token ?? '', part, core.settings());
}
