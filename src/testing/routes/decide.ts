import type { RequestFacts } from '../http/request-facts.ts';
import type { LibraryItem } from '../library/library-item.ts';

export type Protocol = 'dash' | 'hls' | 'http';

/** The values of a transcode query. */
export interface TranscodeQuery {
  readonly ratingKey: string;
  readonly protocol: Protocol;
  readonly directPlay: boolean;
  readonly offsetSeconds: number;
  readonly fastSeek: boolean;
  /** The bitrate limit in kbps; `undefined` for none. */
  readonly capKbps: number | undefined;
}

/** The outcome, with the codes of Plex: 1xxx accepted, 2xxx refused, 3xxx no direct play, 4xxx no conversion. */
export interface Verdict {
  readonly decision: 'directplay' | 'transcode' | undefined;
  readonly generalDecisionCode: number;
  readonly generalDecisionText: string;
  readonly directPlayDecisionCode: number;
  readonly directPlayDecisionText: string;
  readonly transcodeDecisionCode?: number;
  readonly transcodeDecisionText?: string;
}

/** The platforms with a built-in profile. Others have to name a profile. */
const PLATFORMS = new Set([
  'android',
  'chrome',
  'edge',
  'firefox',
  'generic',
  'ios',
  'microsoft edge',
  'opera',
  'plex home theater',
  'roku',
  'safari',
  'tvos',
  'web',
]);

/** Reads the query of a decision or start. Returns the reason for status 400 if it is invalid. */
export function readTranscodeQuery(facts: RequestFacts): TranscodeQuery | string {
  const { query, sentClientIdentifier, platform } = facts;
  if (!sentClientIdentifier) return 'X-Plex-Client-Identifier is missing';
  if (!platform) return 'X-Plex-Platform is missing';
  const profile = query.get('X-Plex-Client-Profile-Name');
  if (!profile && !PLATFORMS.has(platform.toLowerCase())) {
    return `unable to find a matching profile for ${platform}`;
  }
  const ratingKey = ratingKeyIn(query.get('path') ?? '');
  if (!ratingKey) return 'path is missing';
  const directPlay = query.get('directPlay') === '1';
  if (directPlay && query.get('subtitles') === 'burn') {
    return 'directPlay=1 and subtitles=burn exclude each other';
  }
  const protocol = query.get('protocol') ?? 'http';
  if (protocol !== 'dash' && protocol !== 'hls' && protocol !== 'http') {
    return `unknown protocol ${protocol}`;
  }
  const kind = facts.path.startsWith('/video/') ? 'maxVideoBitrate' : 'musicBitrate';
  const cap = Number(query.get(kind) ?? 0);
  const offset = Number(query.get('offset') ?? 0);
  return {
    ratingKey,
    protocol,
    directPlay,
    offsetSeconds: offset > 0 ? offset : 0,
    fastSeek: query.get('fastSeek') === '1',
    // 0 means no limit.
    capKbps: cap > 0 ? cap : undefined,
  };
}

/** Makes the decision. Items are files for direct play, or are stored as if they were converted. */
export function decide(item: LibraryItem, query: TranscodeQuery): Verdict {
  const capped = query.capKbps !== undefined && query.capKbps < item.bitrateKbps;
  const asItIs = item.direct !== undefined && !item.refused;
  const convertible = !item.refused && canConvert(item, query.protocol);
  if (asItIs && query.directPlay && !capped) {
    return {
      decision: 'directplay',
      generalDecisionCode: 1000,
      generalDecisionText: 'Direct play OK.',
      directPlayDecisionCode: 1000,
      directPlayDecisionText: 'Direct play OK.',
    };
  }
  const direct = query.directPlay
    ? { directPlayDecisionCode: 3001, directPlayDecisionText: 'App cannot direct play this item.' }
    : {
        directPlayDecisionCode: 3000,
        directPlayDecisionText: 'App cannot direct play this item. Direct play is disabled.',
      };
  if (convertible) {
    const text = 'Direct play not available; Conversion OK.';
    return {
      decision: 'transcode',
      generalDecisionCode: 1001,
      generalDecisionText: text,
      ...direct,
      transcodeDecisionCode: 1001,
      transcodeDecisionText: text,
    };
  }
  return {
    decision: undefined,
    generalDecisionCode: 2000,
    generalDecisionText: 'Neither direct play nor conversion is available.',
    ...direct,
    transcodeDecisionCode: 4005,
    transcodeDecisionText: 'Cannot convert this item. No conversion profile for the protocol.',
  };
}

/** Whether the files of an item allow a protocol: DASH needs `dash` of the catalogue, http its MP3. HLS is not supported. */
function canConvert(item: LibraryItem, protocol: Protocol): boolean {
  if (protocol === 'dash') return item.dash !== undefined;
  return protocol === 'http' && item.kind === 'music' && item.direct !== undefined;
}

/** The rating key in the parameter `path`, whose segments are encoded a second time. */
function ratingKeyIn(path: string): string | undefined {
  const part = /^\/library\/metadata\/([^/?]+)$/.exec(path)?.[1];
  try {
    return part && decodeURIComponent(part);
  } catch {
    return part;
  }
}
