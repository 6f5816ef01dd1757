import { createChunkLoader } from '../core/chunk-loader.ts';
import { PlaybackError } from '../core/playback-error.ts';
import type { Engine, EngineHost } from './engine.ts';
import { hasMediaSource } from './has-media-source.ts';

const NO_MEDIA_SOURCE =
  'This browser cannot play converted media: it has no Media Source Extensions. Use a current version of Chrome, Edge, Firefox or Safari.';

type EngineFactory = (host: EngineHost) => Engine;

/** The engines, each a chunk: dash.js with what connects it to a player, and direct play. */
const factories: { readonly [Name in Engine['name']]: () => Promise<EngineFactory> } = {
  dash: createChunkLoader(async () => (await import('./create-dash-engine.ts')).createDashEngine),
  native: createChunkLoader(
    async () => (await import('./create-native-engine.ts')).createNativeEngine,
  ),
};

/**
 * Downloads an engine, once for this copy of the library.
 * @throws PlaybackError `unsupported` for `dash` where there is no MediaSource, `server-unreachable` when the download fails.
 */
export async function loadEngine(name: Engine['name']): Promise<EngineFactory> {
  if (name === 'dash' && !hasMediaSource())
    throw new PlaybackError('unsupported', { text: NO_MEDIA_SOURCE });
  return factories[name]();
}
