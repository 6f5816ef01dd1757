'use client';

import type { ReactNode } from 'react';
import { clockTime } from '../../i18n/clock-time.ts';
import type { QueueEntry } from '../../playback/queue/queue.ts';
import type { Language } from '../PlexProvider/messages-context.ts';
import { trackArtist } from '../track-artist.ts';
import type { ListRow } from './list-plan.ts';

export interface RowOptions {
  readonly entry: QueueEntry;
  readonly row: ListRow;
  readonly current: boolean;
  /** Base of the ids in the row. */
  readonly id: string;
  readonly language: Language;
}

/** What a row shows besides its title. */
export interface RowContent {
  /** Content of its button. */
  readonly face: ReactNode;
  /** What stands before and after the button. */
  readonly before: ReactNode;
  readonly after: ReactNode;
  /** Ids of what describes the button. */
  readonly describedBy: string | undefined;
  readonly isUnavailable: boolean;
}

/** Number, title, artist and length of a track, the heading of its disc, and why it can't be played. */
export function rowContent({ entry, row, current, id, language }: RowOptions): RowContent {
  const { messages, sayDuration } = language;
  const { number, disc, isMissing, showsArtist } = row;
  const { item, error } = entry;
  const artist = showsArtist && trackArtist(item);
  const seconds = item?.durationSeconds;
  const problem = error ? messages.error(error) : isMissing && messages.fileMissing;
  const descriptions = [disc !== undefined && `${id}d`, problem && `${id}p`].filter(Boolean);
  return {
    before:
      disc === undefined ? null : (
        <div className="coplay-track-disc" id={`${id}d`} role="heading" aria-level={3}>
          {messages.disc(disc)}
        </div>
      ),
    face: (
      <>
        <span className="coplay-track-number" aria-hidden="true">
          {current ? <Equalizer /> : number}
        </span>
        <span className="coplay-track-text">
          <bdi className="coplay-track-title">{item?.title || messages.untitled}</bdi>
          {problem || artist ? (
            <bdi className="coplay-track-artist">
              {problem ? (
                <span className="coplay-track-problem" title={problem}>
                  {messages.unplayable}
                </span>
              ) : null}
              {problem && artist ? ' · ' : null}
              {artist}
            </bdi>
          ) : null}
        </span>
        {seconds ? (
          <span className="coplay-track-duration">
            <span className="coplay-track-clock" aria-hidden="true">
              {clockTime(seconds)}
            </span>
            <span className="coplay-visually-hidden">{sayDuration(seconds)}</span>
          </span>
        ) : null}
      </>
    ),
    after: problem ? (
      <span className="coplay-track-note" hidden id={`${id}p`}>
        {problem}
      </span>
    ) : null,
    describedBy: descriptions.join(' ') || undefined,
    isUnavailable: Boolean(problem),
  };
}

/** Three bars that move while the track plays. */
function Equalizer() {
  return (
    <span className="coplay-equalizer">
      <span className="coplay-equalizer-bar" />
      <span className="coplay-equalizer-bar" />
      <span className="coplay-equalizer-bar" />
    </span>
  );
}
