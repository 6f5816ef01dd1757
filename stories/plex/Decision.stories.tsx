import {
  createPlaybackIds,
  createPlexConnection,
  type PlexDecision,
  PlexError,
  reportTimeline,
  requestDecision,
} from 'coplay/plex';
import { useEffect, useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';
import { PATIENCE_MS } from '../support/playing.ts';
import { playingClients, serverHas } from '../support/server.ts';

interface DecisionsProps {
  ratingKeys: readonly string[];
}

export function Decisions({ ratingKeys }: DecisionsProps) {
  return (
    <ul style={{ margin: 0, paddingInlineStart: '1.2rem', lineHeight: 1.8 }}>
      {ratingKeys.map((ratingKey, index) => (
        <li key={ratingKey}>
          <Decision ratingKey={ratingKey} session={`decision-story-${index + 1}`} />
        </li>
      ))}
    </ul>
  );
}

function Decision({ ratingKey, session }: { ratingKey: string; session: string }) {
  const { connection: options } = useStoryServer();
  const [answer, setAnswer] = useState<PlexDecision | PlexError>();

  useEffect(() => {
    const life = new AbortController();
    const { signal } = life;
    const connection = createPlexConnection(options);
    const ids = createPlaybackIds(session, 'video');
    const decided = requestDecision(connection, { ids, ratingKey }, { signal });
    decided.then(setAnswer, (error: unknown) => {
      if (error instanceof PlexError) setAnswer(error);
    });
    return () => {
      life.abort();
      // A decision opens a stream on the server, which must be stopped.
      const stopped = {
        ids,
        ratingKey,
        state: 'stopped',
        timeSeconds: 0,
        durationSeconds: 0,
      } as const;
      decided.then(() => reportTimeline(connection, stopped)).catch(() => {});
    };
  }, [options, ratingKey, session]);

  return <span data-rating-key={ratingKey}>{describe(ratingKey, answer)}</span>;
}

function describe(ratingKey: string, answer: PlexDecision | PlexError | undefined): string {
  if (!answer) return `${ratingKey}: asking`;
  if (answer instanceof PlexError) return `${ratingKey}: ${answer.code}. ${answer.message}`;
  const title = answer.item?.title ?? ratingKey;
  if (answer.outcome === 'refused') return `${title}: refused with code ${answer.code}`;
  return `${title}: ${answer.outcome}`;
}

/**
 * `coplay/plex` without React, as a backend or another player would use it. The server decides how each item is played, and
 * counts a stream for it from then on.
 */
const meta = preview.meta({
  title: 'Plex/Decision',
  component: Decisions,
  excludeStories: ['Decisions'],
  argTypes: { ratingKeys: { description: 'The items to request a decision for.' } },
});

/** A film that is converted, one for direct play, one that the server refuses, and one that does not exist. */
export const FourAnswers = meta.story({
  args: { ratingKeys: ['662548', '662560', '662570', '999999'] },
  play: async ({ canvasElement, plex }) => {
    const text = (key: string) =>
      canvasElement.querySelector(`[data-rating-key="${key}"]`)?.textContent ?? '';
    await waitFor(
      () => {
        expect(text('662548')).toBe('Sunrise Ride: transcode');
        expect(text('662560')).toBe('Harbour Warm-up: directplay');
        expect(text('662570')).toBe('Lost Reel: refused with code 2000');
        expect(text('999999')).toContain('not-found');
      },
      { timeout: PATIENCE_MS },
    );
    const now = await serverHas(plex, 'two streams', ({ resources }) => resources.length === 2);
    await expect(playingClients(now).sort()).toEqual(['decision-story-1', 'decision-story-2']);
  },
});
