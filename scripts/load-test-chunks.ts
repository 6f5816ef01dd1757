import { loadServerConnections } from '../src/playback/core/explain-silence.ts';
import { loadLibrary } from '../src/playback/core/load-library.ts';
import { loadQueueParts } from '../src/playback/queue/load-queue-parts.ts';
import { loadSessionParts } from '../src/playback/session/load-session-parts.ts';
import { loadHttpError } from '../src/plex/load-http-error.ts';

/** What is a chunk in a browser, and needed by many tests: fake timers do not wait for a dynamic import. */
await Promise.all([
  loadServerConnections(),
  loadHttpError(),
  loadLibrary(),
  loadQueueParts(),
  loadSessionParts(),
]);
