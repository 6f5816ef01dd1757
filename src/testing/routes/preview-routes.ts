import { answer, errorPage } from '../http/answers.ts';
import type { LibraryPart } from '../library/library-part.ts';
import { bifPictures, pictureAt } from '../media/bif.ts';
import { readBytes } from '../subtitles/read-text.ts';
import type { Router, ServerCore } from './server-core.ts';

/** Preview pictures of a file, all in one or one by one, and the pictures of chapters. */
export function addPreviewRoutes(app: Router, core: ServerCore): void {
  app.get('/library/parts/:id/indexes/:index', async (c) => {
    const { part } = (await core.library()).part(c.req.param('id')) ?? {};
    const bytes = c.req.param('index') === 'sd' ? await previews(core, part) : undefined;
    return bytes ? answer(bytes, 'application/octet-stream') : errorPage(404);
  });

  app.get('/library/parts/:id/indexes/sd/:offset{[0-9]+}', async (c) => {
    const { part } = (await core.library()).part(c.req.param('id')) ?? {};
    return frame(core, part, Number(c.req.param('offset')));
  });

  app.get('/library/media/:id/chapterImages/:chapter{[0-9]+}', async (c) => {
    const { version, item } = (await core.library()).media(c.req.param('id')) ?? {};
    const chapter = item?.video?.chapters?.[Number(c.req.param('chapter')) - 1];
    return chapter ? frame(core, version?.parts[0], chapter.startMs) : errorPage(404);
  });
}

async function previews(core: ServerCore, part: LibraryPart | undefined) {
  return part && readBytes(await core.library(), part.previews);
}

async function frame(
  core: ServerCore,
  part: LibraryPart | undefined,
  offsetMs: number,
): Promise<Response> {
  const bytes = await previews(core, part);
  const picture = bytes && pictureAt(bifPictures(bytes), offsetMs);
  return picture ? answer(picture.bytes, 'image/jpeg') : errorPage(404);
}
