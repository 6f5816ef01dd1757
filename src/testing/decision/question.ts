import type { LibraryItem, LibraryPart } from '../library/library-item.ts';
import type { StreamChoice } from '../library/library-stream.ts';
import type { TranscodeQuery } from './transcode-query.ts';

/** What the server knows when it decides. */
export interface Question {
  readonly item: LibraryItem;
  /** The part that is asked for, or all of them joined. */
  readonly source: LibraryPart;
  readonly query: TranscodeQuery;
  readonly choice: StreamChoice;
  /** The bandwidth of the server in kbps; `undefined` for any. */
  readonly availableKbps: number | undefined;
}
