import { fetchItem, type PlexConnection, type PlexDecision } from '../../plex/index.ts';

export interface PartKeyOptions {
  readonly connection: PlexConnection;
  readonly ratingKey: string;
  readonly partIndex?: number | undefined;
  readonly clientIdentifier: string;
  readonly signal?: AbortSignal | undefined;
}

/** Completes a decision for direct play: some servers name the part without its path, which the item itself contains. */
export async function withPartKey(
  decision: PlexDecision,
  { connection, ratingKey, partIndex = 0, clientIdentifier, signal }: PartKeyOptions,
): Promise<PlexDecision> {
  if (decision.outcome !== 'directplay' || decision.part.key !== '') return decision;
  const { parts } = await fetchItem(connection, ratingKey, { signal, clientIdentifier });
  const part = parts.find(({ id }) => id === decision.part.id) ?? parts[partIndex];
  return part ? { ...decision, part } : decision;
}
