'use client';

import { useEffect, useState } from 'react';
import { createChunkLoader } from '../playback/core/chunk-loader.ts';
import { connectionKey } from '../plex/connection-key.ts';
import type { UseArtworkOptions } from './fetch-shown-picture.ts';
import { usePlexContext } from './plex-context.ts';

export type { UseArtworkOptions } from './fetch-shown-picture.ts';

const loadFetchPicture = createChunkLoader(() => import('./fetch-shown-picture.ts'));

/**
 * Fetches a picture from the server and returns a `blob:` URL of it, so that no `<img src>` holds the token. Shows JPEG, PNG, GIF,
 * WebP and AVIF, by their content. Anything else, such as SVG, counts as no picture.
 *
 * @param path The value of `item.thumb` or `item.art`: `/library/metadata/140610/thumb/1587179308`.
 * @param options Where the picture is shown.
 * @returns A `blob:` URL; `undefined` until the picture has loaded, and where there is none.
 */
export function useArtwork(
  path: string | undefined,
  options: UseArtworkOptions = {},
): string | undefined {
  const { connection } = usePlexContext();
  const [artwork, setArtwork] = useState<{ path: string; url: string }>();
  // A connection made anew at each render has the same key.
  const server = connection && connectionKey(connection);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the connection counts by its key, the element when a picture is fetched
  useEffect(() => {
    if (!connection || !path) return;
    const life = new AbortController();
    const { signal } = life;
    let url: string | undefined;
    async function load(server: NonNullable<typeof connection>, of: string) {
      const { showPicture } = await loadFetchPicture();
      // StrictMode aborts its first mount in the same tick: then nothing is sent.
      if (signal.aborted) return;
      await showPicture(server, of, {
        options,
        signal,
        onPicture(picture) {
          if (url) URL.revokeObjectURL(url);
          url = URL.createObjectURL(picture);
          setArtwork({ path: of, url });
        },
      });
    }
    // A picture that fails to load is no error of the player: a placeholder is shown.
    load(connection, path).catch(() => {});
    return () => {
      life.abort();
      if (url) URL.revokeObjectURL(url);
      setArtwork(undefined);
    };
  }, [server, path, options.size]);

  return artwork?.path === path ? artwork?.url : undefined;
}
