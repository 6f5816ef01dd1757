'use client';

import { useEffect, useState } from 'react';
import { usePlexContext } from './plex-context.ts';

/**
 * Fetches an image from the server and returns a `blob:` URL for it, so that no `<img src>` contains the token.
 *
 * @param path Path of the image, as in `item.thumb` or `item.art`: `/library/metadata/140610/thumb/1587179308`.
 * @returns A `blob:` URL; `undefined` while loading, and when there is no image.
 */
export function useArtwork(path: string | undefined): string | undefined {
  const { connection } = usePlexContext();
  const [artwork, setArtwork] = useState<{ path: string; url: string }>();
  // Connections are compared by content: hosts may create an equal one on each render.
  const address = connection?.url('/');

  // biome-ignore lint/correctness/useExhaustiveDependencies: connections are compared by content
  useEffect(() => {
    if (!connection || !path) return;
    const life = new AbortController();
    const { signal } = life;
    let url: string | undefined;
    async function load({ fetch, url: urlOf }: NonNullable<typeof connection>, of: string) {
      // StrictMode aborts the first of its two mounts at once: send no request for it.
      await undefined;
      if (signal.aborted) return;
      const answer = await fetch(urlOf(of), { signal, headers: { Accept: 'image/*' } });
      const picture = await answer.blob();
      if (signal.aborted || !picture.type.startsWith('image/')) return;
      url = URL.createObjectURL(picture);
      setArtwork({ path: of, url });
    }
    // A missing image is not an error: the component shows a placeholder.
    load(connection, path).catch(() => {});
    return () => {
      life.abort();
      if (url) URL.revokeObjectURL(url);
      setArtwork(undefined);
    };
  }, [address, path]);

  return artwork?.path === path ? artwork?.url : undefined;
}
