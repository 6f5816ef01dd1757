import { type QueueSource, useQueue } from 'coplay';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { PATIENCE_MS } from '../support/playing.ts';
import { requestsTo } from '../support/server.ts';

interface QueueListProps {
  source: QueueSource;
}

export function QueueList({ source }: QueueListProps) {
  const queue = useQueue(source);
  if (queue.error) {
    return (
      <p role="alert">
        {queue.error.message}{' '}
        <button type="button" className="page-button" onClick={queue.reload}>
          Ask again
        </button>
      </p>
    );
  }
  return (
    <>
      <p>
        <button
          type="button"
          className="page-button"
          onClick={queue.previous}
          disabled={!queue.hasPrevious}
        >
          Previous
        </button>{' '}
        <button
          type="button"
          className="page-button"
          onClick={queue.next}
          disabled={!queue.hasNext}
        >
          Next
        </button>{' '}
        <output>
          {queue.current
            ? `${queue.index + 1} of ${queue.entries.length}: ${queue.current.item?.title ?? '…'}`
            : queue.status}
        </output>
      </p>
      <ol style={{ display: 'grid', gap: 6, justifyItems: 'start' }}>
        {queue.entries.map((entry, index) => (
          <li key={entry.currentMediaGuid}>
            <button
              type="button"
              className="page-button"
              aria-current={index === queue.index ? 'true' : undefined}
              data-guid={entry.currentMediaGuid}
              style={{ fontWeight: index === queue.index ? 700 : 400 }}
              onClick={() => queue.select(index)}
            >
              {entry.item?.title ?? entry.media.ratingKey}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

/**
 * A queue with a current entry. It plays nothing by itself: pass `current.media` to `usePlayback` and call `next()` when
 * the item has ended, as MusicPlayer does.
 *
 * `useQueue(source, { connection, load })` uses the connection of the nearest `PlexProvider` by default. `load` says whether to
 * load the queue now (default `true`). It returns `status`, `entries`, `index`, `current`, `hasNext`, `hasPrevious`, `error` and
 * `skipped`, and `next()`, `previous()`, `select(index)` and `reload()`. If the player fails, pass the error to `skip(error)`, which marks
 * the entry and goes on; once it plays, call `played()`. Give `willSkip` to `usePlayback`, which tells the server that another entry follows. A list that shows some of its rows says which with `showRows(indexes)`:
 * titles that could not be fetched are then requested again.
 */
const meta = preview.meta({
  title: 'Hooks/useQueue',
  component: QueueList,
  excludeStories: ['QueueList'],
  argTypes: {
    source: {
      description: '`{ queue }`, `{ playlist }` or `{ album }`: the source of the queue.',
    },
  },
  parameters: { plex: { dock: 'closed' } },
});

/** An album, loaded with one request. The queue starts at the first entry, and knows its ends. */
export const Album = meta.story({
  args: { source: { album: '140610' } },
  play: async ({ canvas, plex, userEvent, step }) => {
    const current = canvas.getByRole('status');
    const says = (text: string) =>
      waitFor(() => expect(current).toHaveTextContent(text), { timeout: PATIENCE_MS });
    const next = canvas.getByRole('button', { name: 'Next' });
    const previous = canvas.getByRole('button', { name: 'Previous' });
    await step('the queue starts at the first entry', async () => {
      await says('1 of 8: First Light');
      await expect(previous).toBeDisabled();
    });
    await step('next, next, previous', async () => {
      await userEvent.click(next);
      await userEvent.click(next);
      await says('3 of 8: Cadence');
      await userEvent.click(previous);
      await says('2 of 8: Tempo Run');
    });
    await step('the last entry has no next one', async () => {
      const entries = canvas.getAllByRole('listitem');
      const last = entries.at(-1)?.querySelector('button');
      if (last) await userEvent.click(last);
      await says('8 of 8');
      await expect(next).toBeDisabled();
      await expect(last).toHaveAttribute('aria-current', 'true');
    });
    await expect(requestsTo(plex.server.snapshot(), '/140610/children')).toHaveLength(1);
  },
});

/** A list of rating keys. The same item twice makes two entries, each with its own `currentMediaGuid`. */
export const RatingKeys = meta.story({
  args: {
    source: {
      queue: [{ ratingKey: '140614' }, { ratingKey: '140612' }, { ratingKey: '140614' }],
    },
  },
  play: async ({ canvas, canvasElement, userEvent }) => {
    await canvas.findAllByRole('button', { name: 'Switchback' }, { timeout: PATIENCE_MS });
    const guids = [...canvasElement.querySelectorAll<HTMLElement>('[data-guid]')].map(
      ({ dataset }) => dataset.guid,
    );
    await expect(new Set(guids).size).toBe(3);
    const [, second] = canvas.getAllByRole('button', { name: 'Switchback' });
    if (second) await userEvent.click(second);
    await expect(canvas.getByRole('status')).toHaveTextContent('3 of 3: Switchback');
  },
});

/** A playlist that does not exist: the queue has an error, and `reload` tries again. */
export const NoSuchPlaylist = meta.story({
  args: { source: { playlist: '999999' } },
  play: async ({ canvas, plex, userEvent }) => {
    const asked = () => requestsTo(plex.server.snapshot(), '/playlists/999999/items').length;
    await expect(await canvas.findByRole('alert', {}, { timeout: PATIENCE_MS })).toHaveTextContent(
      'has no such item',
    );
    const before = asked();
    await userEvent.click(canvas.getByRole('button', { name: 'Ask again' }));
    await waitFor(() => expect(asked()).toBe(2 * before), { timeout: PATIENCE_MS });
    await canvas.findByRole('alert');
  },
});
