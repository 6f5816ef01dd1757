import type { ConvertedMedia } from '../decision/convert.ts';
import type { LibraryVersion } from './library-item.ts';
import type { LibraryPart } from './library-part.ts';
import type { StreamChoice } from './library-stream.ts';
import type { PlayState } from './play-states.ts';

/** A JSON value of an answer. */
export type Json = Readonly<Record<string, unknown>>;

/** What a decision says about an item. */
export interface MediaVerdict {
  readonly decision: 'directplay' | 'transcode' | undefined;
  readonly version: LibraryVersion;
  /** The part that was asked for, or all of them joined. */
  readonly source: LibraryPart;
  readonly converted: ConvertedMedia | undefined;
}

/** What an answer shows of an item, and for whom. */
export interface ItemView {
  readonly played: PlayState;
  choiceOf(part: LibraryPart): StreamChoice;
  /** The offset that is stored for subtitles, in milliseconds. */
  offsetOf(streamId: string): number;
  /** Rows of a list have parts without streams, and rows of a play queue no media at all. @default 'full' */
  readonly form?: 'full' | 'list' | 'queue';
  readonly verdict?: MediaVerdict | undefined;
  /** `checkFiles=1`: whether the files exist and can be read. @default false */
  readonly checkFiles?: boolean;
  /** `includeLoudnessRamps=1` @default false */
  readonly ramps?: boolean;
  /** `includeMarkers=1`, of an account that may see them. @default false */
  readonly markers?: boolean;
  /** `includeChapters=1` @default false */
  readonly chapters?: boolean;
}
