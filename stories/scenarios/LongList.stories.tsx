import { MusicPlayer, PlaybackError, PlayerFrame, TrackList, usePlayback, useQueue } from 'coplay';
import { useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';

/** Lists of any length. Of a long one, only the rows that can be seen are in the document. */
const meta = preview.meta({
  title: 'Scenarios/Long list',
  component: MusicPlayer,
  decorators: [(Story) => <div style={{ maxWidth: 480 }}>{Story()}</div>],
});

const COUNT = 10_000;

/** A playlist of 10,000 tracks. The keys, typing, Next and what screen readers say reach all of them. */
export const TenThousandTracks = meta.story({
  args: { playlist: '799999' },
  parameters: { plex: { server: { manyTracks: COUNT } } },
  play: async ({ canvas, userEvent, step }) => {
    const list = await canvas.findByRole('list', { name: 'Tracks' }, { timeout: PATIENCE_MS });
    const row = (number: number) => list.querySelector(`[aria-posinset="${number}"]`);
    const isFocused = (number: number) =>
      expect(document.activeElement?.closest('li')?.ariaPosInSet).toBe(String(number));
    const isInView = (number: number) => {
      const [inner, outer] = [row(number), list].map((one) => one?.getBoundingClientRect());
      expect(inner?.top).toBeGreaterThanOrEqual((outer?.top ?? 0) - 1);
      expect(inner?.bottom).toBeLessThanOrEqual((outer?.bottom ?? 0) + 1);
    };
    let mostRows = 0;
    const watch = new MutationObserver(() => {
      mostRows = Math.max(mostRows, list.childElementCount);
    });
    watch.observe(list, { childList: true });

    await step('few rows are in the document, and say where they are', async () => {
      await expect(list.scrollHeight).toBeGreaterThan(COUNT * 40);
      await expect(row(1)).toHaveAttribute('aria-setsize', String(COUNT));
      // As soon as the keys work, the list is one tab stop.
      await waitFor(() => expect(list.querySelectorAll('[tabindex="0"]')).toHaveLength(1));
    });
    let lastTitle = '';
    const focusedTitle = () => document.activeElement?.querySelector('bdi')?.textContent ?? '';
    await step('End and Home go to the last row and to the first', async () => {
      row(1)?.querySelector('button')?.focus();
      await userEvent.keyboard('{End}');
      await waitFor(() => isInView(COUNT));
      await isFocused(COUNT);
      lastTitle = focusedTitle();
      await userEvent.keyboard('{ArrowUp}');
      await isFocused(COUNT - 1);
      await userEvent.keyboard('{Home}');
      await waitFor(() => isInView(1));
      await isFocused(1);
    });
    await step('typing finds a title, and is no shortcut of the player', async () => {
      await userEvent.keyboard(lastTitle.toLowerCase());
      await waitFor(() => expect(focusedTitle()).toBe(lastTitle));
      await waitFor(() => isInView(COUNT));
      await expect(canvas.getByRole('button', { name: 'Play' })).toBeVisible();
    });
    await step('a row with the focus stays in the document', async () => {
      const focused = document.activeElement;
      list.scrollTop = list.scrollHeight / 2;
      await waitFor(() => isInView(COUNT / 2 + 1));
      await expect(document.activeElement).toBe(focused);
      await expect(list).toContainElement(focused as HTMLElement);
    });
    await step('it stays where the viewer has scrolled to', async () => {
      const { scrollTop } = list;
      await userEvent.click(canvas.getByRole('button', { name: 'Mute' }));
      await canvas.findByRole('button', { name: 'Unmute' });
      await expect(list.scrollTop).toBe(scrollTop);
      isInView(COUNT / 2 + 1);
    });
    await step('Next shows the track, and scrolls the list only', async () => {
      const { scrollY } = window;
      await userEvent.click(canvas.getByRole('button', { name: 'Next track' }));
      await waitFor(() => expect(row(2)).toHaveAttribute('data-current'));
      await waitFor(() => isInView(2));
      await expect(window.scrollY).toBe(scrollY);
    });
    await step('Tab goes in at the current track, and out of the list', async () => {
      canvas.getByRole('slider', { name: 'Volume' }).focus();
      await userEvent.tab();
      await isFocused(2);
      await userEvent.tab();
      await expect(list).not.toContainElement(document.activeElement as HTMLElement);
    });
    await expect(mostRows).toBeLessThanOrEqual(60);
    watch.disconnect();
  },
});

/** The list begins at the current track, and stays there when it has measured its rows. */
export const BeginsInTheMiddle = meta.story({
  render: () => <ListInTheMiddle />,
  play: async ({ canvas }) => {
    const list = await canvas.findByRole('list', { name: 'Tracks' });
    // Fewer than before they are measured.
    await waitFor(() => expect(list.childElementCount).toBeLessThan(30));
    const current = list.querySelector('[data-current]');
    const [inner, outer] = [current, list].map((one) => one?.getBoundingClientRect());
    await expect(inner?.top).toBeGreaterThanOrEqual(outer?.top ?? 0);
    await expect(inner?.bottom).toBeLessThanOrEqual((outer?.bottom ?? 0) + 1);
  },
});

const synthetic = Array.from({ length: 2_000 }, (_, at) => ({
  currentMediaGuid: `${at}`,
  media: { ratingKey: `${at}` },
  item: undefined,
}));

function ListInTheMiddle() {
  const player = usePlayback({ playerRole: 'list', mediaType: 'audio', media: undefined });
  return (
    <PlayerFrame player={player} playerRole="list">
      <TrackList entries={synthetic} index={1_000} onSelect={() => undefined} />
    </PlayerFrame>
  );
}

/**
 * An album of several artists on two discs. Each disc has a heading and its own numbers, each track its artist. The server has no
 * file for the last track.
 */
export const TwoDiscs = meta.story({
  args: { album: '145000', autoPlay: true },
  parameters: { plex: { server: { specialItems: true } } },
  play: async ({ canvas, canvasElement, userEvent, step }) => {
    const list = await canvas.findByRole('list', { name: 'Tracks' }, { timeout: PATIENCE_MS });
    const rows = [...list.querySelectorAll('li')];
    await step('each disc has a heading', async () => {
      const headings = await canvas.findAllByRole('heading', { level: 3 });
      await expect(headings.map(({ textContent }) => textContent)).toEqual(['Disc 1', 'Disc 2']);
      await expect(rows.map((row) => row.contains(headings[1] ?? null))).toEqual([
        false,
        false,
        true,
        false,
      ]);
      await expect(rows[2]?.querySelector('button')).toHaveAccessibleDescription('Disc 2');
    });
    await step('numbers are those of the discs, artists those of the tracks', async () => {
      const texts = (part: string) =>
        rows.map((row) => row.querySelector(`.coplay-track-${part}`)?.textContent);
      await expect(texts('number').slice(1)).toEqual(['2', '1', '2']);
      await expect(texts('artist')[1]).toBe('Various Artists');
      await expect(new Set(texts('artist')).size).toBeGreaterThan(1);
    });
    await step('the deck names the artist of the track', async () => {
      const artist = rows[0]?.querySelector('.coplay-track-artist')?.textContent;
      await expect(canvasElement.querySelector('.coplay-music-artist')?.textContent).toBe(
        `${artist} · Two Discs`,
      );
    });
    await step('a track without its file says so', async () => {
      await expect(rows[3]).toHaveTextContent("Can't be played");
      await expect(rows[3]?.querySelector('button')).toHaveAccessibleDescription(
        "The server can't read the file.",
      );
      await expect(rows.map((row) => row.hasAttribute('data-unavailable'))).toEqual([
        false,
        false,
        false,
        true,
      ]);
    });
    await step('announcements name the artist of the track', async () => {
      await reaches(await findOne(canvasElement, 'audio'), 0.3);
      await userEvent.click(canvas.getByRole('button', { name: 'Next track' }));
      await waitFor(() =>
        expect(canvas.getByRole('status')).toHaveTextContent(/^Now playing .* by Various Artists$/),
      );
    });
  },
});

/** Rows whose entries have an error say so, and describe it. They can be chosen, which tries them again. */
export const RowsWithErrors = meta.story({
  render: () => <ListWithErrors />,
  play: async ({ canvas }) => {
    const row = (name: RegExp) => canvas.findByRole('button', { name }, { timeout: PATIENCE_MS });
    const { message } = new PlaybackError('unsupported');
    for (const name of [/^Cadence/, /^Switchback/]) {
      await expect(await row(name)).toHaveTextContent("Can't be played");
      await expect(await row(name)).toHaveAccessibleDescription(message.replace('coplay: ', ''));
      await expect(await row(name)).toBeEnabled();
    }
    await expect(await row(/^First Light/)).not.toHaveTextContent("Can't be played");
  },
});

/** The row with the focus is removed: the one that takes its place gets it, and the player when there is none. */
export const FocusedRowIsRemoved = meta.story({
  render: () => <ListToShorten />,
  play: async ({ canvasElement, userEvent, step }) => {
    const rows = () => [...canvasElement.querySelectorAll<HTMLElement>('.coplay-track-button')];
    await waitFor(() => expect(rows().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]), {
      timeout: PATIENCE_MS,
    });
    rows()[1]?.focus();
    await userEvent.keyboard('{Delete}');
    await step('the next row', async () => {
      await waitFor(() => expect(rows()).toHaveLength(2));
      await expect(rows()[1]).toHaveFocus();
      await waitFor(() => expect(rows()[1]).toHaveTextContent('Tempo Run'));
    });
    await step('at the end, the last row', async () => {
      await userEvent.keyboard('{Delete}');
      await waitFor(() => expect(rows()).toHaveLength(1));
      await expect(rows()[0]).toHaveFocus();
    });
    await step('in the end, the player', async () => {
      await userEvent.keyboard('{Delete}');
      await waitFor(() => expect(rows()).toHaveLength(0));
      await expect(canvasElement.querySelector('.coplay-player')).toHaveFocus();
    });
  },
});

function ListToShorten() {
  const [keys, setKeys] = useState(['140613', '140611', '140612']);
  const { entries, index, select } = useQueue({
    queue: keys.map((ratingKey) => ({ ratingKey })),
  });
  const player = usePlayback({ playerRole: 'list', mediaType: 'audio', media: undefined });
  return (
    <PlayerFrame
      player={player}
      playerRole="list"
      onKeyDown={({ key, target }) => {
        const rows = [...((target as HTMLElement).closest('ol')?.querySelectorAll('button') ?? [])];
        const at = rows.indexOf(target as HTMLButtonElement);
        if (key === 'Delete') setKeys((all) => all.toSpliced(at, 1));
      }}
    >
      <TrackList entries={entries} index={index} onSelect={select} />
    </PlayerFrame>
  );
}

function ListWithErrors() {
  const { entries, index, current, select } = useQueue({ album: '140610' });
  const player = usePlayback({ playerRole: 'list', mediaType: 'audio', media: current?.media });
  const error = new PlaybackError('unsupported');
  const marked = entries.map((entry, at) => (at === 2 || at === 3 ? { ...entry, error } : entry));
  return (
    <PlayerFrame player={player} playerRole="list">
      <TrackList entries={marked} index={index} onSelect={select} />
    </PlayerFrame>
  );
}
