import { describe, expect, it } from 'vitest';
import { choiceServer, FILM } from '../test-support/choice-server.ts';

/** The film has 12 s, credits at 8 s and final credits at 10.4 s. */
async function viewsAfter(
  timeMs: number,
  options: Parameters<typeof choiceServer>[0],
  item = FILM,
) {
  const { json } = choiceServer(options);
  const report = (time: number) =>
    json(
      `/:/timeline?ratingKey=${item}&state=playing&time=${time}&X-Plex-Client-Identifier=c&X-Plex-Session-Identifier=p`,
    );
  await report(1000);
  return report(timeMs);
}

describe('an item counts as watched', () => {
  it.each([
    ['earliest', 90, 7999, 0],
    ['earliest', 90, 8000, 1],
    ['earliest', 50, 6000, 1],
    ['first-credits', 50, 7999, 0],
    ['first-credits', 50, 8000, 1],
    ['final-credits', 50, 10_399, 0],
    ['final-credits', 50, 10_400, 1],
    ['share', 90, 10_799, 0],
    ['share', 90, 10_800, 1],
  ] as const)(
    'at %s with %i %%, position %i: %i views',
    async (playedAt, playedPercent, timeMs, views) => {
      const answer = await viewsAfter(timeMs, { playedAt, playedPercent });
      expect(answer.viewCount).toBe(views);
      // A position behind the threshold is not stored.
      expect(answer.viewOffset).toBe(views === 1 ? undefined : timeMs);
    },
  );

  it('by the share alone where it has no credits', async () => {
    const options = { playedAt: 'final-credits', playedPercent: 90 } as const;
    expect((await viewsAfter(5399, options, '662560')).viewCount).toBe(0);
    expect((await viewsAfter(5400, options, '662560')).viewCount).toBe(1);
  });
});
