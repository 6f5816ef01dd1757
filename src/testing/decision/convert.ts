import type { TranscodeTarget } from './client-profile.ts';
import { brokenLimitation, type StreamFacts, upperBound } from './limits.ts';
import type { Question } from './question.ts';
import { lowest, type Protocol } from './transcode-query.ts';

/** What happens to a stream, and its codec afterwards. */
export interface ConvertedStream {
  readonly decision: 'copy' | 'transcode';
  readonly codec: string;
}

/** The media that a transcode yields. */
export interface ConvertedMedia {
  readonly protocol: Protocol;
  readonly container: string;
  readonly kbps: number;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly video: ConvertedStream | undefined;
  readonly audio: ConvertedStream;
  /** Whether the chosen subtitle is drawn into the picture. */
  readonly burns: boolean;
}

/** The codecs of the segments of a catalogue. The emulated server has no encoder: it yields these whatever the target is. */
const DASH_CODECS = { video: 'vp9', audio: 'opus' };

/**
 * Converts for a client, or says why that is impossible. A stream is copied if the target names its codec, no limit stands against
 * it, and the catalogue has its segments.
 */
export function convert(
  question: Question,
  limitKbps: number | undefined,
): ConvertedMedia | string {
  const { item, source, query } = question;
  const noProfile = 'No conversion profile for the protocol.';
  if (item.refused || source.isMissing) return noProfile;
  const type = item.kind === 'video' ? 'videoProfile' : 'musicProfile';
  const target = query.profile.targets.find(
    (one) =>
      one.type === type &&
      one.protocol === query.protocol &&
      (one.context === 'streaming' || one.context === 'all'),
  );
  if (!target) return noProfile;
  if (query.protocol === 'http') {
    if (item.kind !== 'music' || !source.direct) return noProfile;
    const kbps = Math.min(item.bitrateKbps, limitKbps ?? item.bitrateKbps);
    return {
      ...{ protocol: 'http', container: 'mp3', kbps, width: undefined, height: undefined },
      video: undefined,
      audio: { decision: 'transcode', codec: 'mp3' },
      burns: false,
    };
  }
  // There is no HLS.
  if (query.protocol !== 'dash' || !source.dash) return noProfile;
  return dashMedia(question, target, limitKbps);
}

function dashMedia(
  question: Question,
  target: TranscodeTarget,
  limitKbps: number | undefined,
): ConvertedMedia {
  const { item, source, query, choice } = question;
  const { profile } = query;
  const facts = sourceFacts(question);
  const codecs = target.videoCodec;
  const cap = lowest([limitKbps, upperBound(profile, codecs, 'video.bitrate')]);
  const kbps = Math.min(item.bitrateKbps, cap ?? item.bitrateKbps);
  const audioCodec = choice.audio?.codec ?? '';
  const scope = item.kind === 'video' ? 'videoAudioCodec' : 'musicCodec';
  const copiesAudio =
    query.directStreamAudio &&
    (item.kind === 'video' || kbps === item.bitrateKbps) &&
    isCopied(audioCodec, target.audioCodec, DASH_CODECS.audio) &&
    brokenLimitation(profile, { [scope]: audioCodec }, facts) === undefined;
  const audio = {
    decision: copiesAudio ? ('copy' as const) : ('transcode' as const),
    codec: DASH_CODECS.audio,
  };
  const burns =
    item.kind === 'video' && query.subtitles === 'burn' && choice.subtitle !== undefined;
  const common = { protocol: query.protocol, container: 'mp4', kbps, audio, burns };
  if (!item.video) return { ...common, width: undefined, height: undefined, video: undefined };

  const { width, height } = item.video;
  const scale = Math.min(
    1,
    (lowest([query.box?.width, upperBound(profile, codecs, 'video.width')]) ?? width) / width,
    (lowest([query.box?.height, upperBound(profile, codecs, 'video.height')]) ?? height) / height,
  );
  const videoCodec = source.streams.find((stream) => stream.type === 'video')?.codec ?? '';
  const copiesVideo =
    query.directStream &&
    !burns &&
    scale === 1 &&
    kbps === item.bitrateKbps &&
    isCopied(videoCodec, codecs, DASH_CODECS.video) &&
    brokenLimitation(profile, { videoCodec }, facts) === undefined;
  return {
    ...common,
    // A picture has an even number of pixels.
    width: scale === 1 ? width : Math.round((width * scale) / 2) * 2,
    height: scale === 1 ? height : Math.round((height * scale) / 2) * 2,
    video: { decision: copiesVideo ? 'copy' : 'transcode', codec: DASH_CODECS.video },
  };
}

function isCopied(codec: string, wanted: readonly string[], present: string): boolean {
  return codec === present && wanted.includes(codec);
}

/** What limitations are compared with. */
export function sourceFacts({ item, choice }: Question): StreamFacts {
  return {
    ...(item.video && {
      'video.width': item.video.width,
      'video.height': item.video.height,
      'video.bitrate': item.bitrateKbps,
      'video.frameRate': 24,
      'video.bitDepth': 8,
    }),
    ...(item.kind === 'music' && { 'audio.bitrate': item.bitrateKbps }),
    'audio.channels': choice.audio?.channels ?? 2,
    'audio.samplingRate': 48_000,
  };
}
