import type { PlexConnection } from '../connection.ts';
import { discardBody } from '../discard-body.ts';
import type { PlexCallOptions } from '../timeline.ts';
import { pathSegment } from '../url-path.ts';
import { wrongInput } from '../wrong-input.ts';

/** The streams of a file that an account wants. What is left out stays as it is. */
export interface StreamChoice {
  /** Id of an audio stream of the file. */
  readonly audioStreamId?: string | undefined;
  /** Id of a subtitle stream of the file, or `off`. */
  readonly subtitleStreamId?: string | undefined;
}

/**
 * URL that stores a choice of streams. The server keeps it per account and file, for all of its clients: two players of one account
 * share it. It counts from the next decision on; a conversion that runs keeps its streams.
 * @throws PlexError `invalid-argument` for an id that can't be sent, and for a choice of nothing.
 */
export function streamChoiceUrl(
  connection: PlexConnection,
  partId: string,
  { audioStreamId, subtitleStreamId }: StreamChoice,
  { clientIdentifier }: { readonly clientIdentifier?: string | undefined } = {},
): string {
  if (audioStreamId === undefined && subtitleStreamId === undefined)
    throw wrongInput('the choice', 'an audioStreamId, a subtitleStreamId, or both');
  return connection.url(`/library/parts/${pathSegment(partId, 'partId')}`, {
    audioStreamID: checked(audioStreamId, 'audioStreamId'),
    subtitleStreamID:
      subtitleStreamId === 'off' ? 0 : checked(subtitleStreamId, 'subtitleStreamId'),
    // The other files of a split film have the same streams under other ids.
    allParts: true,
    ...(clientIdentifier && { 'X-Plex-Client-Identifier': clientIdentifier }),
  });
}

/**
 * Stores a choice of streams, see {@link streamChoiceUrl}.
 * @throws PlexError; `rejected` (400) for a stream that is not one of the file.
 */
export async function sendStreamChoice(
  connection: PlexConnection,
  partId: string,
  choice: StreamChoice,
  {
    clientIdentifier,
    ...call
  }: PlexCallOptions & { readonly clientIdentifier?: string | undefined } = {},
): Promise<void> {
  const url = streamChoiceUrl(connection, partId, choice, { clientIdentifier });
  discardBody(await connection.fetch(url, { ...call, method: 'PUT' }));
}

function checked(id: string | undefined, name: string): string | undefined {
  if (id !== undefined) pathSegment(id, name);
  return id;
}
