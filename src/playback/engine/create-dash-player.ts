import { MediaPlayer, type MediaPlayerClass } from 'dashjs';
import { dashSettings } from './dash-settings.ts';
import { type DashAnswer, replaceDashLoader } from './replace-dash-loader.ts';
import { isManifest, type SegmentRequest, segmentOf } from './segments/segment-request.ts';

/**
 * What answers the requests of a dash.js player. A promise may reject once `cancelled` has aborted. Other requests, such as those for
 * steering or keys, are not sent.
 */
export interface DashSource {
  manifest(cancelled: AbortSignal): Promise<DashAnswer>;
  segment(segment: SegmentRequest, cancelled: AbortSignal): Promise<DashAnswer>;
}

const NO_ANSWER: DashAnswer = { status: 0, body: '' };

/** Creates a dash.js player of one element. It has no source yet. */
export function createDashPlayer(media: HTMLMediaElement, source: DashSource): MediaPlayerClass {
  const player = MediaPlayer().create();
  player.updateSettings(dashSettings);
  replaceDashLoader(player, (request, cancelled) => {
    if (isManifest(request)) return source.manifest(cancelled);
    const segment = segmentOf(request);
    return segment ? source.segment(segment, cancelled) : Promise.resolve(NO_ANSWER);
  });
  player.initialize(media, undefined, false);
  return player;
}
