'use client';

import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { useItem } from '../hooks/useItem.ts';
import { useMedia } from '../hooks/useMedia.ts';
import { usePlayback } from '../hooks/usePlayback.ts';
import { useQueue } from '../hooks/useQueue.ts';
import { createPlexConnection } from '../plex/index.ts';
import { CompositePlayer } from './CompositePlayer/CompositePlayer.tsx';
import { MusicPlayer } from './MusicPlayer/MusicPlayer.tsx';
import { PlexProvider } from './PlexProvider/PlexProvider.tsx';
import { SinglePlayer } from './SinglePlayer/SinglePlayer.tsx';
import { TrackList } from './TrackList/TrackList.tsx';

const connection = { baseUrl: 'http://plex.test:32400', token: 'very-secret-token' };

/** The hooks with plain options, outside of a provider. */
function Hooks({ baseUrl }: { baseUrl: string }) {
  const options = { baseUrl, token: 'very-secret-token' };
  const { item } = useItem('662548', { connection: options });
  const { status } = useQueue({ album: '140610' }, { connection: options });
  const player = usePlayback({
    playerRole: 'hooks',
    mediaType: 'video',
    media: { ratingKey: '662548' },
    connection: options,
  });
  return <p>{[item?.title, status, useMedia((media) => media.status, player)].join()}</p>;
}

it.each(['/plex', 'http://plex.test', 'not a url'])(
  'renders hooks with plain options: %s',
  (baseUrl) => {
    expect(renderToString(<Hooks baseUrl={baseUrl} />)).toMatch(/^<p>,\w+,\w+<\/p>$/);
  },
);

const players: Record<string, ReactNode> = {
  SinglePlayer: <SinglePlayer media={{ ratingKey: '662548' }} autoPlay />,
  'CompositePlayer with music': (
    <CompositePlayer primary={{ ratingKey: '662548' }} overlay={{ playlist: '140600' }} />
  ),
  'CompositePlayer with a second video': (
    <CompositePlayer
      primary={{ ratingKey: '662548' }}
      overlay={{ ratingKey: '662549', type: 'video' }}
    />
  ),
  MusicPlayer: <MusicPlayer queue={[{ ratingKey: '140611' }]} />,
};

const render = (player: ReactNode, baseUrl = connection.baseUrl, locale = 'en') =>
  renderToString(
    <PlexProvider connection={{ ...connection, baseUrl }} messages={{ locale }}>
      {player}
    </PlexProvider>,
  );

describe.each(Object.entries(players))('%s on a server', (_, player) => {
  it('renders a named group without a window', () => {
    expect(globalThis.window).toBeUndefined();
    expect(render(player)).toMatch(/role="group"[^>]*aria-label="[^"]+"/);
  });

  it('renders the same twice: no id is created', () => {
    expect(render(player)).toBe(render(player));
  });

  it('writes no identity and no token', () => {
    const html = render(player);
    expect(html).not.toContain('data-plex-client-session');
    expect(html).not.toContain('very-secret-token');
  });

  it.each(['en', 'de'])('creates no Intl object in the first render in %s', (locale) => {
    const created = [vi.spyOn(Intl, 'NumberFormat'), vi.spyOn(Intl, 'ListFormat')];
    const html = render(player, connection.baseUrl, locale);
    for (const spy of created) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
    expect(html).toMatch(/aria-valuetext="\d+%"/);
  });

  it.each([
    '',
    0,
    Number.NaN,
    null,
    undefined,
    7n,
    Symbol('odd'),
    Object.defineProperty({ baseUrl: 'http://plex.test' }, 'self', {
      get: () => 7n,
      enumerable: true,
    }),
  ])('renders with something that is no connection: %s', (odd) => {
    const html = renderToString(<PlexProvider connection={odd as never}>{player}</PlexProvider>);
    expect(html).toContain('role="group"');
  });

  it('renders with an invalid base URL', () => {
    expect(render(player, 'not a url')).toContain('role="group"');
  });

  it('renders with a base URL that is a path, which the browser resolves', () => {
    expect(render(player, '/plex')).toBe(render(player));
    const made = createPlexConnection({ baseUrl: '/plex' });
    const html = renderToString(<PlexProvider connection={made}>{player}</PlexProvider>);
    expect(html).toBe(render(player));
  });
});

describe('a track list', () => {
  const rowsOf = (count: number, index: number) => {
    const entries = Array.from({ length: count }, (_, at) => ({
      currentMediaGuid: `${at}`,
      media: { ratingKey: `${at}` },
      item: undefined,
    }));
    const html = renderToString(
      <TrackList entries={entries} index={index} onSelect={() => undefined} />,
    );
    return html.match(/<li[^>]*>/g) ?? [];
  };

  it('has all its rows, without words about their places', () => {
    const rows = rowsOf(50, 3);
    expect(rows).toHaveLength(50);
    expect(rows.join()).not.toMatch(/aria-|style/);
  });

  it('has the rows around the current one, where they are many, and the height of all', () => {
    const rows = rowsOf(10_000, 5_000);
    expect(rows.length).toBeLessThanOrEqual(60);
    expect(rows[0]).toMatch(/style="margin-block:22\d{4}px 0px"/);
    expect(rows.at(-1)).toMatch(/style="margin-block:0(px)? 22\d{4}px"/);
    const current = rows.find((row) => row.includes('data-current'));
    expect(current).toContain('aria-posinset="5001" aria-setsize="10000"');
  });
});

describe('the role of a player', () => {
  const media = { ratingKey: '662548' };

  it('is the ARIA role beside a playerRole', () => {
    const html = render(<SinglePlayer media={media} playerRole="hero" role="region" />);
    expect(html).toMatch(/^<div role="region"/);
    expect(html).toContain('data-player-role="hero"');
  });

  it('is still the player role without one, and warns once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    for (let time = 0; time < 2; time += 1) {
      const html = render(<SinglePlayer media={media} {...{ role: 'hero' }} />);
      expect(html).toMatch(/^<div role="group"/);
      expect(html).toContain('data-player-role="hero"');
    }
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});
