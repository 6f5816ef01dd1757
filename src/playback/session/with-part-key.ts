import { fetchItem, type PlexConnection, type PlexDecision } from '../../plex/index.ts';

export interface PartKeyOptions {
  readonly connection: PlexConnection;
  readonly ratingKey: string;
  readonly partIndex?: number | undefined;
  readonly clientIdentifier: string;
  readonly signal?: AbortSignal | undefined;
}

type Playable = Exclude<PlexDecision, { outcome: 'refused' }>;

/** Completes a decision that names the part without its path, as those of some servers do: the item itself contains it. */
export async function withPartKey(
  decision: Playable,
  { connection, ratingKey, partIndex = 0, clientIdentifier, signal }: PartKeyOptions,
): Promise<Playable> {
  const { parts } = await fetchItem(connection, ratingKey, { signal, clientIdentifier });
  const part = parts.find(({ id }) => id === decision.part.id) ?? parts[partIndex];
  return part ? { ...decision, part } : decision;
}
