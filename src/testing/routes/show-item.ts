import type { RequestFacts } from '../http/request-facts.ts';
import type { ItemView, Json } from '../library/item-view.ts';
import type { LibraryItem, LibraryPart } from '../library/library-item.ts';
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
  return itemJson(item, {
    played: core.playStates.of(item.guid),
    choiceOf: (part) => choiceOf(core, facts, part),
    checkFiles: facts.query.get('checkFiles') === '1',
    ramps: facts.query.get('includeLoudnessRamps') === '1',
    ...more,
  });
}

/** The streams of a part that the account has selected. */
export function choiceOf(core: ServerCore, facts: RequestFacts, part: LibraryPart): StreamChoice {
  return core.streamChoices.of(facts.token ?? '', part);
}
