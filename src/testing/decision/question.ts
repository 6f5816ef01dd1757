import type { LibraryItem, LibraryVersion } from '../library/library-item.ts';
import type { LibraryPart } from '../library/library-part.ts';
import type { StreamChoice } from '../library/library-stream.ts';
import type { TranscodeQuery } from './transcode-query.ts';

/** What the server knows when it decides. */
export interface Question {
  readonly item: LibraryItem;
  readonly version: LibraryVersion;
  /** The part that is asked for, or all of them joined. */
  readonly source: LibraryPart;
  readonly query: TranscodeQuery;
  readonly choice: StreamChoice;
  /** Whether the account has a Plex Pass: without it, nothing is converted to HEVC. */
  readonly plexPass: boolean;
  /** The bandwidth of the server in kbps; `undefined` for any. */
  readonly availableKbps: number | undefined;
}
