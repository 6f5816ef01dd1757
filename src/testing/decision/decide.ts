import type { LibraryItem } from '../library/library-item.ts';
import type { LibraryPart } from '../library/library-part.ts';
import type { ClientProfile } from './client-profile.ts';
import { type ConvertedMedia, convert, sourceFacts } from './convert.ts';
import { brokenLimitation, type StreamFacts } from './limits.ts';
import type { Question } from './question.ts';
import { lowest, type TranscodeQuery } from './transcode-query.ts';

/** A code and its text: 1xxx accepted, 2xxx refused, 3xxx no direct play, 4xxx no conversion. */
interface Code {
  readonly code: number;
  readonly text: string;
}

export interface Verdict {
  readonly decision: 'directplay' | 'transcode' | undefined;
  /** The fields `…DecisionCode` and `…DecisionText` of the answer, and `availableBandwidth`. */
  readonly codes: Readonly<Record<string, number | string>>;
  /** The media that the client gets. `undefined` for direct play. */
  readonly converted: ConvertedMedia | undefined;
}

/** The least bitrate that the server converts to. Kbps. */
const LEAST_KBPS = 64;

const CANNOT = 'App cannot direct play this item.';
const CONVERSION: Code = { code: 1001, text: 'Direct play not available; Conversion OK.' };

/**
 * Makes the decision. An answer has the code of the media decision engine (`mde`) if the client vouches for the file, else the
 * general one; a refusal is always general.
 */
export function decide(question: Question): Verdict {
  const { query, availableKbps } = question;
  const obstacle = directPlayObstacle(question);
  if (!obstacle) {
    const ok: Code = { code: 1000, text: 'Direct play OK.' };
    const codes = query.vouches ? named({ mde: ok }) : named({ general: ok, directPlay: ok });
    return { decision: 'directplay', codes, converted: undefined };
  }
  const isNarrow = obstacle.code === 3001;
  const limitKbps = lowest([query.capKbps, availableKbps]);
  const bandwidth = isNarrow && limitKbps ? { availableBandwidth: limitKbps } : {};
  if (limitKbps !== undefined && limitKbps < LEAST_KBPS) {
    const general = { code: 2001, text: 'Not enough bandwidth for any playback of this item.' };
    const codes = { ...named({ general, directPlay: obstacle }), ...bandwidth };
    return { decision: undefined, codes, converted: undefined };
  }
  const converted = convert(question, limitKbps);
  if (typeof converted === 'string') {
    const general = { code: 2000, text: 'Neither direct play nor conversion is available.' };
    const transcode = { code: 4005, text: `Cannot convert this item. ${converted}` };
    const codes = named({ general, directPlay: obstacle, transcode });
    return { decision: undefined, codes, converted: undefined };
  }
  // As a recorded answer to Plex Web has it: direct play is 3000 also where bandwidth is the reason of the engine.
  const withEngine = {
    directPlay: isNarrow ? { code: 3000, text: CANNOT } : obstacle,
    mde: isNarrow ? obstacle : CONVERSION,
  };
  const parts = query.vouches ? withEngine : { general: CONVERSION, directPlay: obstacle };
  const codes = { ...named({ ...parts, transcode: CONVERSION }), ...bandwidth };
  return { decision: 'transcode', codes, converted };
}

function named(codes: Readonly<Record<string, Code>>): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(codes).flatMap(([subject, { code, text }]) => [
      [`${subject}DecisionCode`, code],
      [`${subject}DecisionText`, text],
    ]),
  );
}

/** Why the file can't be played as it is. */
function directPlayObstacle(question: Question): Code | undefined {
  const { item, version, source, query, availableKbps } = question;
  const no = (why: string): Code => ({ code: 3000, text: `${CANNOT} ${why}` });
  if (!query.directPlay) return no('Direct play is disabled.');
  const facts = sourceFacts(question);
  const noProfile = no(`No direct play ${item.kind} profile exists for http/${formatOf(source)}.`);
  if (!source.direct || item.refused) return noProfile;
  if (!query.vouches) {
    if (!hasDirectPlay(query.profile, item.kind, source)) return noProfile;
    const broken = brokenLimitation(query.profile, scopesOf(item.kind, source), facts);
    if (broken) return no(`${broken}.`);
  }
  const tooLarge = largerThanBox(query, facts);
  if (tooLarge) return no(`${tooLarge}.`);
  const limit = lowest([query.capKbps, availableKbps]);
  if (limit === undefined || limit >= version.bitrateKbps) return undefined;
  return {
    code: 3001,
    text: `Not enough bandwidth for direct play of this item. Required bandwidth is ${version.bitrateKbps}kbps and only ${limit}kbps is available.`,
  };
}

function hasDirectPlay(
  { directPlay }: ClientProfile,
  kind: LibraryItem['kind'],
  source: LibraryPart,
): boolean {
  const { video, audio } = codecsOf(source);
  const takes = (list: readonly string[], name: string | undefined) =>
    name === undefined || list.includes('*') || list.includes(name);
  return directPlay.some(
    (one) =>
      one.type === (kind === 'video' ? 'videoProfile' : 'musicProfile') &&
      takes(one.container, source.container) &&
      takes(one.videoCodec, video) &&
      takes(one.audioCodec, audio),
  );
}

/** The names that limitations of a file are about. */
function scopesOf(kind: LibraryItem['kind'], source: LibraryPart): Record<string, string> {
  const { video = '', audio = '' } = codecsOf(source);
  return kind === 'video'
    ? { videoContainer: source.container, videoCodec: video, videoAudioCodec: audio }
    : { musicContainer: source.container, musicCodec: audio };
}

function largerThanBox({ box }: TranscodeQuery, facts: StreamFacts): string | undefined {
  if (!box) return undefined;
  for (const side of ['width', 'height'] as const) {
    const length = Number(facts[`video.${side}`] ?? 0);
    if (length > box[side]) return `video.${side} limitation applies: ${length} > ${box[side]}`;
  }
  return undefined;
}

/** `mp4/hevc/ac3` */
function formatOf(source: LibraryPart): string {
  const { video, audio } = codecsOf(source);
  return [source.container, video, audio].filter((name) => name !== undefined).join('/');
}

/** The codecs of the picture and of the first sound, which a browser plays. */
function codecsOf({ streams }: LibraryPart): { video?: string; audio?: string } {
  const codec = (type: string) => streams.find((stream) => stream.type === type)?.codec;
  const video = codec('video');
  const audio = codec('audio');
  return { ...(video !== undefined && { video }), ...(audio !== undefined && { audio }) };
}
