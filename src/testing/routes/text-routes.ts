import { answer, errorPage } from '../http/answers.ts';
import type { Library } from '../library/library.ts';
import type { LibraryStream } from '../library/library-stream.ts';
import type { SubtitleFormat } from '../subtitles/cue.ts';
import { formatOf, readCues } from '../subtitles/read-cues.ts';
import { readBytes, readText } from '../subtitles/read-text.ts';
import { writeCues } from '../subtitles/write-cues.ts';
import { factsOf, type Router, type ServerCore } from './server-core.ts';

const FORMATS: Readonly<Record<string, SubtitleFormat>> = {
  srt: 'srt',
  subrip: 'srt',
  vtt: 'vtt',
  webvtt: 'vtt',
  ass: 'ass',
  ssa: 'ass',
};

/** Subtitles that are files of their own, and the offsets that clients store for subtitles. */
export function addTextRoutes(app: Router, core: ServerCore): void {
  app.get('/library/streams/:file', async (c) => {
    const { query } = factsOf(c);
    const library = await core.library();
    // An extension may follow the id, and does not matter.
    const stream = library.stream(c.req.param('file').replace(/\.\w+$/, ''));
    if (!stream) return errorPage(404);
    // Only a file of its own can be fetched alone.
    if (!stream.external) return errorPage(501);
    const wanted = query.get('format');
    const format = wanted === null ? undefined : FORMATS[wanted.toLowerCase()];
    if (wanted !== null && !format) return errorPage(400);
    return sidecar(library, stream, format, query.get('encoding'));
  });

  app.put('/library/streams/:id', async (c) => {
    const { query, token = '' } = factsOf(c);
    const id = c.req.param('id');
    const stream = (await core.library()).stream(id);
    if (stream?.type !== 'subtitle') return errorPage(404);
    const offset = Number(query.get('offset') ?? Number.NaN);
    if (!Number.isInteger(offset)) return errorPage(400);
    core.streamOffsets.put(token, id, offset);
    core.changed();
    return answer('', 'text/html');
  });
}

/** The bytes of the file, unless the client asks for an encoding or a format: then it is converted to UTF-8. */
async function sidecar(
  library: Library,
  stream: LibraryStream,
  format: SubtitleFormat | undefined,
  encoding: string | null,
): Promise<Response> {
  const bytes = await readBytes(library, stream.text);
  if (!bytes) return errorPage(404);
  const recodes = encoding !== null && /^utf-?8$/i.test(encoding);
  if (!format && !recodes) return answer(bytes, 'application/octet-stream');
  const text = (await readText(library, stream)) ?? '';
  const present = formatOf(text);
  if (!format || format === present) return answer(text, 'text/plain;charset=utf-8');
  // Nothing can be made of what is no subtitles.
  if (!present && text.trim() !== '') return errorPage(500);
  return answer(writeCues(format, readCues(text)), 'text/plain;charset=utf-8');
}
