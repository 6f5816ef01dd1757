import { Hono } from 'hono';
import { createChangeNotifier } from './change-notifier.ts';
import { createFaultBook } from './faults.ts';
import { errorPage } from './http/answers.ts';
import { withChoiceItems } from './library/choice-items.ts';
import { createLibrary, type Library } from './library/library.ts';
import { withManyTracks } from './library/many-tracks.ts';
import { createPlayStates } from './library/play-states.ts';
import { withSpecialItems } from './library/special-items.ts';
import type { MediaCatalogue } from './media-catalogue.ts';
import type { PlexServer } from './plex-server.ts';
import { randomHex } from './random-hex.ts';
import { createRequestHandler } from './request-handler.ts';
import { addControlRoutes } from './routes/control-routes.ts';
import { addLibraryRoutes } from './routes/library-routes.ts';
import { addListRoutes } from './routes/list-routes.ts';
import { addPartRoutes } from './routes/part-routes.ts';
import { addPictureRoutes } from './routes/picture-routes.ts';
import { addPlayQueueRoutes } from './routes/play-queue-routes.ts';
import { addPreviewRoutes } from './routes/preview-routes.ts';
import { addSegmentRoutes } from './routes/segment-routes.ts';
import type { RouterEnv, ServerCore } from './routes/server-core.ts';
import { addServerRoutes } from './routes/server-routes.ts';
import { addSessionRoutes, terminateByAdmin } from './routes/session-routes.ts';
import { addSubtitleRoutes } from './routes/subtitle-routes.ts';
import { addTextRoutes } from './routes/text-routes.ts';
import { addTimelineRoutes } from './routes/timeline-routes.ts';
import { addTranscodeRoutes } from './routes/transcode-routes.ts';
import { createServerLog, maskToken } from './server-log.ts';
import { checkOptions, type PlexServerOptions, readBasePath } from './server-options.ts';
import type { RequestRecord, ServerSnapshot } from './server-snapshot.ts';
import { createDeviceList } from './state/device-list.ts';
import { describeJob } from './state/encoder-job.ts';
import { createEncoderJobs } from './state/encoder-jobs.ts';
import { describeResource } from './state/live-resource.ts';
import { createPlayQueues } from './state/play-queues.ts';
import { createRapidStarts } from './state/rapid-starts.ts';
import { createStreamChoices } from './state/stream-choices.ts';
import { createStreamOffsets } from './state/stream-offsets.ts';
import { createStreaming } from './state/streaming.ts';
import { createVirtualClock } from './virtual-clock.ts';
import { withPatch } from './with-patch.ts';

/**
 * Creates an emulated server. Nothing is loaded and no timer runs before the first request; it needs no closing. Servers share no
 * state.
 */
export function createPlexServer(options: PlexServerOptions = {}): PlexServer {
  checkOptions(options);
  let settings = withPatch(options);
  const token = options.token || null;
  const basePath = readBasePath(options.basePath);
  const clock = createVirtualClock(options.now ?? Date.now);
  const notifier = createChangeNotifier();
  let kept: ServerSnapshot | undefined;
  const changed = () => {
    kept = undefined;
    notifier.changed();
  };
  const log = createServerLog(clock.now, () => token, changed);
  const faults = createFaultBook(changed);
  const parts = { now: clock.now, settings: () => settings, log, changed };
  const jobs = createEncoderJobs(parts);
  const streaming = createStreaming({ ...parts, jobs });
  const requests: RequestRecord[] = [];
  let library: Promise<Library> | undefined;

  const core: ServerCore = {
    machineIdentifier: options.machineIdentifier || randomHex(40),
    userName: options.userName ?? 'coplay',
    clock,
    log,
    faults,
    jobs,
    streaming,
    rapidStarts: createRapidStarts(clock.now, parts.settings),
    playStates: createPlayStates(),
    streamChoices: createStreamChoices(),
    streamOffsets: createStreamOffsets(),
    playQueues: createPlayQueues(clock.now),
    devices: createDeviceList({ now: clock.now, token, changed }),
    settings: () => settings,
    changed,
    library() {
      library ??= loadCatalogue(options).then((catalogue) =>
        createLibrary(catalogue, faults.changesOf),
      );
      return library;
    },
  };

  const app = new Hono<RouterEnv>({ getPath: (_, env) => env?.env?.facts.path ?? '/' });
  addServerRoutes(app, core);
  addLibraryRoutes(app, core);
  addListRoutes(app, core);
  addPictureRoutes(app, core);
  // Before the route of files, whose pattern fits their paths too.
  addPreviewRoutes(app, core);
  addPartRoutes(app, core);
  addTextRoutes(app, core);
  addSubtitleRoutes(app, core);
  addTranscodeRoutes(app, core);
  addSegmentRoutes(app, core);
  addTimelineRoutes(app, core);
  addSessionRoutes(app, core);
  addPlayQueueRoutes(app, core);
  app.notFound(() => errorPage(404));
  app.onError((error, c) => failed(c.req, error));

  function failed({ method }: { readonly method: string }, thrown: unknown): Response {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    log.write(`Caught exception trying to handle ${method}: ${why}`, { level: 'ERROR' });
    return errorPage(500);
  }

  /** Masked texts, by the original. Masking is slow, and each snapshot holds mostly the same texts. */
  const shownTexts = new Map<string, string>();
  function shown(text: string): string {
    const known = shownTexts.get(text) ?? maskToken(text, token);
    shownTexts.set(text, known);
    return known;
  }

  /** Masks the token in every field: a client may send it in any parameter. */
  function masked<T extends object>(row: T): T {
    const fields = Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? shown(value) : value,
    ]);
    return Object.fromEntries(fields) as T;
  }

  const server: PlexServer = {
    basePath,
    fetch: createRequestHandler({
      core,
      requests,
      token,
      basePath,
      control: options.control ?? false,
      route: async (request, facts) => app.fetch(request, { facts }),
      failed,
    }),
    configure(patch) {
      settings = withPatch(patch, settings);
      changed();
    },
    snapshot() {
      streaming.sweep();
      kept ??= {
        devices: core.devices.all(),
        resources: [...streaming.resources.values()].map(describeResource).map(masked),
        ended: streaming.ended.map(masked),
        jobs: jobs.all().map(describeJob).map(masked),
        log: [...log.lines],
        requests: [...requests],
      };
      return kept;
    },
    subscribe: notifier.subscribe,
    inject: faults.add,
    advance(milliseconds) {
      clock.advance(milliseconds);
      streaming.sweep();
      changed();
    },
    terminate(playbackId, reason = 'The server owner has ended this playback.') {
      const resource = streaming.resources.get(playbackId);
      if (resource) terminateByAdmin(core, resource, reason, undefined);
    },
    restart() {
      streaming.shutDown();
      core.rapidStarts.clear();
      log.write(`Plex Media Server v${settings.generation} - Server started`, { level: 'INFO' });
    },
  };
  if (options.control) addControlRoutes(app, server);
  log.write(`Plex Media Server v${settings.generation} - Server started`, { level: 'INFO' });
  return server;
}

/** The given catalogue, or the small one that is built in, with what the options add. */
async function loadCatalogue(options: PlexServerOptions): Promise<MediaCatalogue> {
  let catalogue = options.catalogue ?? (await loadSmallCatalogue());
  if (options.specialItems) catalogue = withChoiceItems(withSpecialItems(catalogue));
  return options.manyTracks ? withManyTracks(catalogue, options.manyTracks) : catalogue;
}

async function loadSmallCatalogue(): Promise<MediaCatalogue> {
  const { smallCatalogue } = await import('./small-media/small-catalogue.ts');
  return smallCatalogue();
}
