'use client';

import { useEffect, useState } from 'react';
import { usePlexContext } from './plex-context.ts';

/**
 * Fetches a picture of the server and gives it an address of this page, so that the token never stands in an
 * `<img src>`.
 *
 * @param path What `item.thumb` or `item.art` holds: `/library/metadata/140610/thumb/1587179308`.
 * @returns A `blob:` URL; `undefined` until it is here, and where there is none.
 */
export function useArtwork(path: string | undefined): string | undefined {
  const { connection } = usePlexContext();
  const [artwork, setArtwork] = useState<{ path: string; url: string }>();
  // A connection made anew at each render is the same one.
  const address = connection?.url('/');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the connection counts by its content
  useEffect(() => {
    if (!connection || !path) return;
    const life = new AbortController();
    const { signal } = life;
    let url: string | undefined;
    async function load({ fetch, url: urlOf }: NonNullable<typeof connection>, of: string) {
      // StrictMode aborts the first of its two mounts at once: then nothing is asked.
      await undefined;
      if (signal.aborted) return;
      const answer = await fetch(urlOf(of), { signal, headers: { Accept: 'image/*' } });
      const picture = await answer.blob();
      if (signal.aborted || !picture.type.startsWith('image/')) return;
      url = URL.createObjectURL(picture);
      setArtwork({ path: of, url });
    }
    // A picture that can't be had is no failure of the player: a placeholder stands there.
    load(connection, path).catch(() => {});
    return () => {
      life.abort();
      if (url) URL.revokeObjectURL(url);
      setArtwork(undefined);
    };
  }, [address, path]);

  return artwork?.path === path ? artwork?.url : undefined;
}
