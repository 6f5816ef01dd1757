import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { smallCatalogue } from '../testing/small-media/small-catalogue.ts';
import { createPlexConnection } from './connection.ts';
import { fetchPicture } from './fetch-picture.ts';
import { headBytes, rasterType } from './raster-type.ts';

const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const ftyp = (...brands: readonly string[]) => {
  const [major = '', ...compatible] = brands;
  const size = 16 + compatible.length * 4;
  return `\0\0\0${String.fromCharCode(size)}ftyp${major}\0\0\0\0${compatible.join('')}`;
};

const script = '<script>alert(document.domain)</script>';
const svg = `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`;

describe('rasterType', () => {
  it.each([
    ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['image/jpeg', '\xff\xd8\xff\xdb'],
    ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['image/gif', 'GIF87a'],
    ['image/gif', 'GIF89a\x01\0'],
    ['image/webp', 'RIFF\x10\n\0\0WEBPVP8 '],
    ['image/avif', `${ftyp('avif', 'mif1', 'miaf')}\0\0\0\x08meta`],
    ['image/avif', ftyp('avis')],
    ['image/avif', ftyp('mif1', 'miaf', 'avif')],
  ])('knows %s', (type, text) => {
    expect(rasterType(latin1(text))).toBe(type);
  });

  it.each([
    ['nothing', ''],
    ['SVG', svg],
    ['SVG behind blanks', `\n  ${svg}`],
    ['SVG with a declaration', `<?xml version="1.0"?>${svg}`],
    ['SVG behind a byte order mark', `\xef\xbb\xbf${svg}`],
    ['gzip', '\x1f\x8b\x08'],
    ['HTML', `<!doctype html>${script}`],
    ['PDF', '%PDF-1.7'],
    ['BMP', 'BM\0\0\0\0'],
    ['TIFF', 'II*\0'],
    ['an icon', '\0\0\x01\0'],
    ['a JPEG that is cut', '\xff\xd8'],
    ['a PNG without line ends', '\x89PNG\n\n\x1a\n'],
    ['another GIF', 'GIF88a'],
    ['a signature that does not stand at the start', ` GIF89a${script}`],
    ['a WAVE file', 'RIFF\x10\n\0\0WAVEfmt '],
    ['a RIFF that is cut', 'RIFF\x10\n\0\0WEB'],
    ['an MP4', ftyp('isom', 'iso6', 'mp41')],
    ['HEIC', ftyp('heic', 'mif1')],
    ['avif as version of the brand', `\0\0\0\x14ftypmif1avifmiaf`],
    ['avif between two brands', ftyp('mif1', 'miav', 'ifxx')],
    ['avif behind the box', `${ftyp('mif1', 'miaf')}avif`],
    ['a box that is longer than the file', `\0\0\x01\0ftypmif1\0\0\0\0avif`],
    ['a box of odd size', `\0\0\0\x15ftypmif1\0\0\0\0avif`],
    ['a box without a size', `\0\0\0\0ftypmif1\0\0\0\0avif`],
  ])('knows no %s', (_, text) => {
    expect(rasterType(latin1(text))).toBeUndefined();
  });
});

describe('fetchPicture', () => {
  const served = (body: BodyInit | null, contentType = 'image/png') =>
    createPlexConnection({
      baseUrl: 'http://plex.test',
      fetch: async () => new Response(body, { headers: { 'Content-Type': contentType } }),
    });
  const fetched = (...answer: Parameters<typeof served>) =>
    fetchPicture(served(...answer), '/thumb', { signal: new AbortController().signal });

  it('gives a picture the type of its content, and keeps its bytes', async () => {
    const bytes = await smallCatalogue().read('open-water.webp');
    for (const type of ['text/html', 'image/svg+xml', 'image/png', '']) {
      const picture = await fetched(bytes, type);
      expect(picture?.type).toBe('image/webp');
      expect(new Uint8Array((await picture?.arrayBuffer()) ?? [])).toEqual(bytes);
    }
  });

  it.each([
    ['image/svg+xml', svg],
    ['image/png', svg],
    ['text/html', `<!doctype html>${script}`],
    ['image/jpeg', '<h1>Not a picture</h1>'],
    ['image/png', ''],
    ['image/png', null],
  ])('makes no blob of %s with the content %j', async (type, body) => {
    expect(await fetched(body, type)).toBeUndefined();
  });

  it('has one of five types for any content', async () => {
    const starts = fc.constantFrom(
      '',
      '\xff\xd8\xff',
      'GIF89a',
      'RIFF\0\0\0\0WEBP',
      ftyp('avif'),
      svg,
    );
    const types = fc.constantFrom('image/svg+xml', 'text/html', 'image/png', 'application/xml');
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array(), types, async (start, rest, type) => {
        const picture = await fetched(new Uint8Array([...latin1(start), ...rest]), type);
        expect([
          undefined,
          'image/jpeg',
          'image/png',
          'image/gif',
          'image/webp',
          'image/avif',
        ]).toContain(picture?.type);
      }),
    );
  });

  it('knows a picture that arrives byte by byte', async () => {
    const bytes = latin1('GIF89a\x01\0\x01\0');
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await fetched(body)).toMatchObject({ type: 'image/gif', size: bytes.length });
    expect(headBytes).toBeGreaterThan(bytes.length);
  });

  it('stops at 20 MB', async () => {
    let sent = 0;
    const cancel = vi.fn();
    const body = new ReadableStream({
      pull(controller) {
        const piece = new Uint8Array(1024 * 1024);
        if (sent === 0) piece.set(latin1('GIF89a'));
        sent += piece.byteLength;
        controller.enqueue(piece);
      },
      cancel,
    });
    expect(await fetched(body)).toBeUndefined();
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(sent).toBeLessThan(24 * 1024 * 1024);
  });

  it('rejects when it is aborted, also while the picture arrives', async () => {
    const life = new AbortController();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(latin1('GIF89a')),
    });
    const connection = createPlexConnection({
      baseUrl: 'http://plex.test',
      fetch: async (_, init) =>
        new Response(body.pipeThrough(new TransformStream(), { signal: init!.signal! })),
    });
    const picture = fetchPicture(connection, '/thumb', { signal: life.signal });
    life.abort(new Error('gone'));
    await expect(picture).rejects.toThrow('gone');
  });

  describe('for a place of a size', () => {
    const gif = latin1('GIF89a\x01\0\x01\0');
    const cover = '/library/metadata/140610/thumb/1587179308';

    /** A server whose transcoder for pictures gives this answer. */
    function transcoding(answer: () => Response) {
      const asked: URL[] = [];
      const connection = createPlexConnection({
        baseUrl: 'http://plex.test/proxy',
        token: 'a-token',
        fetch: async (input) => {
          const url = new URL(String(input));
          asked.push(url);
          return url.pathname.endsWith('/photo/:/transcode') ? answer() : new Response(gif);
        },
      });
      const fetched = (pixels?: number, path = cover) =>
        fetchPicture(connection, path, { signal, pixels, clientIdentifier: 'me' });
      return { asked, fetched, paths: () => asked.map(({ pathname }) => pathname) };
    }
    const { signal } = new AbortController();
    const small = () => new Response(gif, { headers: { 'Content-Type': 'image/jpeg' } });

    it('asks the server to make it that small', async () => {
      const { asked, fetched } = transcoding(small);
      expect(await fetched(336)).toMatchObject({ type: 'image/gif' });
      expect(asked).toHaveLength(1);
      expect(asked[0]?.pathname).toBe('/proxy/photo/:/transcode');
      expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
        url: cover,
        width: '384',
        height: '384',
        minSize: '1',
        upscale: '0',
        'X-Plex-Client-Identifier': 'me',
        'X-Plex-Token': 'a-token',
      });
    });

    it('asks for a few sizes only, and never for a smaller one', async () => {
      const { asked, fetched } = transcoding(small);
      for (let pixels = 0; pixels <= 1536; pixels += 7) {
        await fetched(pixels);
        expect(Number(asked.at(-1)?.searchParams.get('width'))).toBeGreaterThanOrEqual(pixels);
      }
      expect(new Set(asked.map(({ searchParams }) => searchParams.get('width'))).size).toBe(5);
    });

    it.each([1537, Number.POSITIVE_INFINITY, Number.NaN, undefined])(
      'fetches the full picture for %s pixels',
      async (pixels) => {
        const { asked, fetched, paths } = transcoding(small);
        expect(await fetched(pixels)).toMatchObject({ type: 'image/gif' });
        expect(paths()).toEqual([`/proxy${cover}`]);
        expect(asked[0]?.searchParams.get('X-Plex-Client-Identifier')).toBe('me');
      },
    );

    it.each([
      ['404', () => new Response('', { status: 404 })],
      ['500', () => new Response('', { status: 500 })],
      ['503', () => new Response('', { status: 503 })],
      ['no picture', () => new Response('<h1>Sign in</h1>')],
      ['SVG', () => new Response(svg)],
    ])('falls back to the full picture after %s', async (_, answer) => {
      const { fetched, paths } = transcoding(answer);
      expect(await fetched(100)).toMatchObject({ type: 'image/gif' });
      expect(paths()).toEqual(['/proxy/photo/:/transcode', `/proxy${cover}`]);
    });

    it('does not ask again a server that does not answer', async () => {
      const { fetched, paths } = transcoding(() => {
        throw new TypeError('Failed to fetch');
      });
      await expect(fetched(100)).rejects.toMatchObject({ code: 'server-unreachable' });
      expect(paths()).toHaveLength(1);
    });

    it('lets the server fetch nothing from elsewhere', async () => {
      const { fetched, paths } = transcoding(small);
      await expect(fetched(100, 'http://evil.test/x')).rejects.toMatchObject({
        code: 'invalid-argument',
      });
      await fetched(100, '//evil.test/x');
      expect(paths()).toEqual(['/proxy//evil.test/x']);
    });
  });
});
