import type { Json } from '../library/item-view.ts';
import { container } from './answers.ts';
import type { RequestFacts } from './request-facts.ts';

/**
 * The answer with a list, or with the page of it that X-Plex-Container-Start and -Size name together. Either alone has no effect.
 * Only a page says how many rows there are in total.
 */
export function pagedList<T>(
  facts: RequestFacts,
  rows: readonly T[],
  toJson: (row: T, at: number) => Json,
  fields: Json = {},
): Response {
  const start = wholeNumber(facts.containerStart);
  const size = wholeNumber(facts.containerSize);
  if (start === undefined || size === undefined)
    return container(facts, { ...fields, Metadata: rows.map(toJson) });
  const page = rows.slice(start, start + size).map((row, at) => toJson(row, start + at));
  const totalSize = rows.length;
  return container(
    facts,
    { ...fields, offset: start, totalSize, Metadata: page },
    {
      headers: {
        'X-Plex-Container-Start': String(start),
        'X-Plex-Container-Total-Size': String(totalSize),
      },
    },
  );
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
