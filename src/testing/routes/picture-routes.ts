import { answer, errorPage } from '../http/answers.ts';
import type { Library } from '../library/library.ts';
import { factsOf, type Router, type ServerCore } from './server-core.ts';

const PICTURES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  avif: 'image/avif',
};

/** Posters and covers. They have one size: the one that is asked for is checked, and stays in the log. */
export function addPictureRoutes(app: Router, core: ServerCore): void {
  app.get('/library/metadata/:id/:what{thumb|art}/:stamp', async (c) =>
    picture(await core.library(), c.req.param('id')),
  );

  app.get('/photo/:/transcode', async (c) => {
    const { query } = factsOf(c);
    const url = query.get('url');
    const isWrong = !url || !SIZES.every((name) => isSize(query.get(name)));
    if (isWrong || !FLAGS.every((name) => isFlag(query.get(name)))) return errorPage(400);
    const id = /\/library\/metadata\/([^/?]+)\/(?:thumb|art)\//.exec(url)?.[1];
    return picture(await core.library(), id ?? '');
  });
}

const SIZES = ['width', 'height'];
const FLAGS = ['minSize', 'upscale'];

function isSize(value: string | null): boolean {
  return value === null || /^[1-9]\d{0,4}$/.test(value);
}

function isFlag(value: string | null): boolean {
  return value === null || value === '0' || value === '1';
}

async function picture(library: Library, ratingKey: string): Promise<Response> {
  const show = library.show(ratingKey) ?? library.season(ratingKey)?.show;
  const file = library.item(ratingKey)?.art ?? library.album(ratingKey)?.art ?? show?.art;
  if (file === undefined) return errorPage(404);
  const type = PICTURES[file.split('.').at(-1)?.toLowerCase() ?? ''];
  return answer(await library.read(file), type ?? 'application/octet-stream', {
    headers: { 'Cache-Control': 'max-age=86400' },
  });
}
