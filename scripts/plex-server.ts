/**
 * Serves the emulated Plex Media Server on a port, with the media of this repository.
 *
 *   npm run plex-server -- --port 32400 --evict strict --log
 */
import { parseArgs } from 'node:util';
import {
  type EvictionRule,
  formatLogLine,
  type LogLine,
  type PlexServerPatch,
} from '../src/testing/index.ts';
import { readFileCatalogue } from './file-catalogue.ts';
import { type ListeningPlexServer, startPlexServer } from './listen.ts';

const USAGE = `npm run plex-server -- [options]

  --port <n>             port to listen on (32400)
  --host <address>       address to listen on (127.0.0.1)
  --token <text>         the valid token (a random one)
  --no-token             need no token
  --base-path </path>    serve below a path, as behind a proxy
  --evict <rule>         off, adhoc, client, client-strict, account-music or strict (adhoc)
  --generation <n>       1.42 serves without a decision, 1.43 refuses (1.43)
  --dead-segments <how>  404, empty, stub or hang (404)
  --warm-up <ms>         delay of a new transcode (0)
  --stop-scope <what>    sid or client (sid)
  --available-kbps <n>   bandwidth of the server; 0 for any (0)
  --no-plex-pass         an account without markers
  --special-items        add split films, HEVC, AC3, two discs, versions, odd subtitles
  --many-tracks <n>      add a playlist of so many tracks (0)
  --log                  print the server log as it grows
  --help                 this text`;

const { values } = refusing(() =>
  parseArgs({
    options: {
      port: { type: 'string', default: '32400' },
      host: { type: 'string' },
      token: { type: 'string' },
      'no-token': { type: 'boolean', default: false },
      'base-path': { type: 'string' },
      evict: { type: 'string' },
      generation: { type: 'string' },
      'dead-segments': { type: 'string' },
      'warm-up': { type: 'string' },
      'stop-scope': { type: 'string' },
      'available-kbps': { type: 'string' },
      'no-plex-pass': { type: 'boolean', default: false },
      'special-items': { type: 'boolean', default: false },
      'many-tracks': { type: 'string', default: '0' },
      log: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }),
);

if (values.help) {
  console.log(USAGE);
} else {
  await run();
}

async function run(): Promise<void> {
  const rules = ['off', 'adhoc', 'client', 'client-strict', 'account-music', 'strict'] as const;
  const settings: PlexServerPatch = {
    evict: oneOf<EvictionRule>('evict', values.evict, rules),
    generation: oneOf('generation', values.generation, ['1.42', '1.43']),
    deadSegments: oneOf('dead-segments', values['dead-segments'], ['404', 'empty', 'stub', 'hang']),
    warmUpMs: numberOf(values['warm-up']),
    availableKbps: numberOf(values['available-kbps']),
    stopScope: oneOf('stop-scope', values['stop-scope'], ['sid', 'client']),
    plexPass: !values['no-plex-pass'],
  };
  const catalogue = await readFileCatalogue();
  const listening = await startPlexServer({
    ...settings,
    catalogue,
    specialItems: values['special-items'],
    manyTracks: Number(values['many-tracks']),
    port: Number(values.port),
    host: values.host,
    basePath: values['base-path'],
    token: values['no-token'] ? null : values.token,
  }).catch(refuse);
  const { baseUrl, token } = listening;
  console.log(`An emulated Plex Media Server. It does not prove what a real one does.

  Base URL  ${baseUrl}
  Token     ${token ?? '(none needed)'}
`);
  const { videos, shows = [], albums, playlists } = catalogue;
  for (const item of [...videos, ...shows, ...albums, ...playlists]) {
    console.log(`  ${item.ratingKey}  ${item.title}`);
  }
  const suffix = token === null ? '' : `?X-Plex-Token=${encodeURIComponent(token)}`;
  console.log(`
  curl '${baseUrl}/library/metadata/662548${suffix}'
  curl '${baseUrl}/emu/log${suffix}'

Press Ctrl-C to stop it.`);
  if (values.log) printLog(listening);
  // A second signal while the server closes ends the process at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void listening.close());
  }
}

function numberOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function printLog({ server }: ListeningPlexServer): void {
  let printed: LogLine | undefined;
  const print = () => {
    const { log } = server.snapshot();
    // The log drops its oldest lines, so indexes change. The last printed line marks the position.
    for (const line of log.slice(printed ? log.lastIndexOf(printed) + 1 : 0)) {
      console.log(formatLogLine(line));
      printed = line;
    }
  };
  print();
  server.subscribe(print);
}

/** Ends the process with one sentence and without a stack. */
function refuse(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    return refuse(error);
  }
}

function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  known: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = known.find((word) => word === value);
  if (found) return found;
  console.error(`--${name} takes ${known.join(', ')}; not "${value}".`);
  process.exit(2);
}
