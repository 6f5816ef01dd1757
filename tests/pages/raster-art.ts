import type { MediaCatalogue } from 'coplay/testing';

/** The catalogue with PNG art: Chromium caches a document for each SVG, and counts its nodes as those of the page. */
export function rasterArt({ read, ...catalogue }: MediaCatalogue): MediaCatalogue {
  const art = 'cover.png';
  const pixel = Uint8Array.from(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
  return {
    ...catalogue,
    videos: catalogue.videos.map((video) => ({ ...video, art })),
    albums: catalogue.albums.map((album) => ({ ...album, art })),
    read: async (file: string) => (file === art ? pixel : read(file)),
  };
}
