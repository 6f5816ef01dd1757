import { MusicPlayer } from 'coplay';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { PATIENCE_MS } from '../support/playing.ts';

/** Lists of any length. Of a long one, only the rows that can be seen are in the document. */
const meta = preview.meta({
  title: 'Scenarios/Long list',
  component: MusicPlayer,
  decorators: [(Story) => <div style={{ maxWidth: 480 }}>{Story()}</div>],
});

const COUNT = 10_000;

/** A playlist of 10,000 tracks. The keys, the words of screen readers and Next reach all of them. */
export const TenThousandTracks = meta.story({
  args: { playlist: '799999' },
  parameters: { plex: { server: { manyTracks: COUNT } } },
  play: async ({ canvas, userEvent, step }) => {
    const list = await canvas.findByRole('list', { name: 'Tracks' }, { timeout: PATIENCE_MS });
    const rows = () => [...list.querySelectorAll('li')];
    const row = (at: number) => list.querySelector<HTMLElement>(`[aria-posinset="${at + 1}"]`);
    const focused = () => document.activeElement?.closest('li')?.ariaPosInSet;
    const isWhole = () => expect(list.scrollHeight).toBeGreaterThan(COUNT * 40);
    const isInView = (li: Element | null | undefined) => {
      const [inner, outer] = [li, list].map((one) => one?.getBoundingClientRect());
      expect(inner?.top).toBeGreaterThanOrEqual((outer?.top ?? 0) - 1);
      expect(inner?.bottom).toBeLessThanOrEqual((outer?.bottom ?? 0) + 1);
    };
    const hasFewRows = () => expect(rows().length).toBeLessThanOrEqual(60);

    await step('few rows are in the document, and say where they are', async () => {
      hasFewRows();
      isWhole();
      await expect(row(0)).toHaveAttribute('aria-setsize', String(COUNT));
      // The tab stop is there as soon as the keys work.
      await waitFor(() => expect(list.querySelectorAll('[tabindex="0"]')).toHaveLength(1));
    });
    await step('End and Home go to the last row and to the first', async () => {
      row(0)?.querySelector('button')?.focus();
      await userEvent.keyboard('{End}');
      await waitFor(() => isInView(row(COUNT - 1)));
      await expect(focused()).toBe(String(COUNT));
      hasFewRows();
      await userEvent.keyboard('{ArrowUp}');
      await expect(focused()).toBe(String(COUNT - 1));
      await userEvent.keyboard('{Home}');
      await waitFor(() => isInView(row(0)));
      await expect(focused()).toBe('1');
    });
    await step('a row with the focus stays in the document', async () => {
      list.scrollTop = list.scrollHeight / 2;
      await waitFor(() => isInView(row(COUNT / 2)));
      await expect(focused()).toBe('1');
      hasFewRows();
    });
  },
});
