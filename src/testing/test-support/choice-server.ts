import type { PlexServerOptions } from '../server-options.ts';
import { smallCatalogue } from '../small-media/small-catalogue.ts';
import { type TestServer, testServer } from './test-server.ts';

type Row = Record<string, unknown>;

/** The film with choices of the small catalogue, its part, and its streams. */
export const FILM = '662600';
export const PART = '706300';
export const STREAMS = {
  german: '7063002',
  english: '7063003',
  commentary: '7063004',
  ass: '7063005',
  inside: '7063006',
  pgs: '7063007',
  deaf: '7063008',
  forced: '7063009',
  polish: '70630010',
} as const;

export interface Decided {
  readonly answer: Row;
  readonly media: Row;
  readonly part: Row;
  readonly streams: readonly Row[];
}

/** A server with the small catalogue, and the requests that choose and convert. */
export interface ChoiceServer extends TestServer {
  choose(query: string, part?: string): Promise<number>;
  decide(query?: string, item?: string, kind?: 'video' | 'subtitles'): Promise<Decided>;
  start(query?: string, item?: string): Promise<Response>;
  /** A segment of the conversion, and the file of the catalogue that it is from. */
  fileOf(track: number, session?: string): Promise<string | undefined>;
  read(file: string): Promise<Uint8Array<ArrayBuffer>>;
}

export function choiceServer(options: PlexServerOptions = {}): ChoiceServer {
  const catalogue = smallCatalogue();
  const test = testServer({ catalogue, ...options });
  const query = (more: string, item: string) =>
    `path=/library/metadata/${item}&protocol=dash&mediaIndex=0&partIndex=0&directPlay=0&subtitles=none&X-Plex-Platform=Chrome&X-Plex-Client-Identifier=c&X-Plex-Session-Identifier=p&session=t`
      .split('&')
      .filter((pair) => !more.includes(`&${pair.split('=')[0]}=`))
      .join('&') + more;
  return {
    ...test,
    read: (file) => catalogue.read(file),
    async choose(choice, part = PART) {
      return (await test.get(`/library/parts/${part}?${choice}`, { method: 'PUT' })).status;
    },
    async decide(more = '', item = FILM, kind = 'video') {
      const answer = await test.json(
        `/${kind}/:/transcode/universal/decision?${query(more, item)}`,
      );
      const [{ Media }] = answer.Metadata as [{ Media: (Row & { Part: Row[] })[] }];
      const media = Media[0] ?? { Part: [] };
      const part = media.Part[0] ?? {};
      return { answer, media, part, streams: (part.Stream as Row[] | undefined) ?? [] };
    },
    start: (more = '', item = FILM) =>
      test.get(`/video/:/transcode/universal/start.mpd?${query(more, item)}`),
    async fileOf(track, session = 't') {
      const url = `/video/:/transcode/universal/session/${session}/${track}/1.m4s`;
      const bytes = new Uint8Array(await (await test.get(url)).arrayBuffer());
      const job = test.server.snapshot().jobs.find(({ transcodeId }) => transcodeId === session);
      const file = job?.files[track];
      if (file === undefined || bytes.byteLength === 0) return undefined;
      return isIn(bytes, await catalogue.read(file)) ? file : undefined;
    },
  };
}

function isIn(bytes: Uint8Array, whole: Uint8Array): boolean {
  const text = (part: Uint8Array) => new TextDecoder('latin1').decode(part);
  return text(whole).includes(text(bytes));
}
