import type { StreamChoice } from '../library/library-stream.ts';
import { isPicture } from '../library/library-stream.ts';
import type { ClientProfile, TranscodeTarget } from './client-profile.ts';
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
  /** The streams that are converted. */
  readonly streams: StreamChoice;
  /**
   * What happens to the chosen subtitles: they are drawn into the picture, sent as text by a request of their own, or left out.
   * `none` if the client wants none.
   */
  readonly subtitles: 'burn' | 'sidecar' | 'ignore' | 'none';
}

/**
 * Converts for a client, or says why that is impossible. A stream is copied if the target names its codec, no limit stands against
 * it, and the catalogue has its segments.
 */
export function convert(
  question: Question,
  limitKbps: number | undefined,
): ConvertedMedia | string {
  const { item, version, source, query, choice } = question;
  const noProfile = 'No conversion profile for the protocol.';
  if (item.refused || source.isMissing) return noProfile;
  const type = item.kind === 'video' ? 'videoProfile' : 'musicProfile';
  const target = targetOf(query.profile, type, query.protocol);
  if (!target) return noProfile;
  if (query.protocol === 'http') {
    if (item.kind !== 'music' || !source.direct) return noProfile;
    const kbps = Math.min(version.bitrateKbps, limitKbps ?? version.bitrateKbps);
    return {
      ...{ protocol: 'http', container: 'mp3', kbps, width: undefined, height: undefined },
      video: undefined,
      audio: { decision: 'transcode', codec: 'mp3' },
      streams: choice,
      subtitles: 'none',
    };
  }
  // There is no HLS.
  if (query.protocol !== 'dash' || !source.dash) return noProfile;
  return dashMedia(question, source.dash.codecs, target, limitKbps);
}

/** The target for a kind of stream by a protocol, if the profile has one. */
export function targetOf(
  { targets }: ClientProfile,
  type: string,
  protocol: Protocol,
): TranscodeTarget | undefined {
  return targets.find(
    (one) =>
      one.type === type &&
      one.protocol === protocol &&
      (one.context === 'streaming' || one.context === 'all'),
  );
}

function dashMedia(
  question: Question,
  present: { readonly video: string; readonly audio: string },
  target: TranscodeTarget,
  limitKbps: number | undefined,
): ConvertedMedia {
  const { item, version, source, query, choice } = question;
  const { profile } = query;
  const { bitrateKbps, picture } = version;
  const facts = sourceFacts(question);
  const codecs = target.videoCodec;
  const cap = lowest([limitKbps, upperBound(profile, codecs, 'video.bitrate')]);
  const kbps = Math.min(bitrateKbps, cap ?? bitrateKbps);
  const audioCodec = choice.audio?.codec ?? '';
  const scope = item.kind === 'video' ? 'videoAudioCodec' : 'musicCodec';
  const copiesAudio =
    query.directStreamAudio &&
    (item.kind === 'video' || kbps === bitrateKbps) &&
    isCopied(audioCodec, target.audioCodec, present.audio) &&
    brokenLimitation(profile, { [scope]: audioCodec }, facts) === undefined;
  const audio = {
    decision: copiesAudio ? ('copy' as const) : ('transcode' as const),
    codec: present.audio,
  };
  const subtitles = item.kind === 'video' ? subtitleDelivery(question) : 'none';
  const common = { protocol: query.protocol, container: 'mp4', kbps, audio, streams: choice };
  const soundOnly = { width: undefined, height: undefined, video: undefined };
  if (!picture) return { ...common, ...soundOnly, subtitles };

  const { width, height } = picture;
  const scale = Math.min(
    1,
    (lowest([query.box?.width, upperBound(profile, codecs, 'video.width')]) ?? width) / width,
    (lowest([query.box?.height, upperBound(profile, codecs, 'video.height')]) ?? height) / height,
  );
  const videoCodec = source.streams.find((stream) => stream.type === 'video')?.codec ?? '';
  const copiesVideo =
    query.directStream &&
    subtitles !== 'burn' &&
    scale === 1 &&
    kbps === bitrateKbps &&
    isCopied(videoCodec, codecs, present.video) &&
    brokenLimitation(profile, { videoCodec }, facts) === undefined;
  // To encode HEVC is a matter of Plex Pass: a client that takes nothing else gets no picture.
  const needsHevc = codecs.length > 0 && codecs.every((codec) => codec === 'hevc');
  if (!copiesVideo && needsHevc && !question.plexPass)
    return { ...common, ...soundOnly, subtitles: 'none' };
  return {
    ...common,
    // A picture has an even number of pixels.
    width: scale === 1 ? width : Math.round((width * scale) / 2) * 2,
    height: scale === 1 ? height : Math.round((height * scale) / 2) * 2,
    video: { decision: copiesVideo ? 'copy' : 'transcode', codec: present.video },
    subtitles,
  };
}

/** What happens to the chosen subtitles of a DASH stream, whose manifest never has text. */
function subtitleDelivery({
  query: { subtitles, burnsAdvanced },
  choice: { subtitle },
}: Question): ConvertedMedia['subtitles'] {
  if (!subtitle || subtitles === 'none') return 'none';
  if (subtitles === 'burn') return 'burn';
  if (isPicture(subtitle)) return subtitles === 'auto' ? 'burn' : 'ignore';
  if (subtitles === 'auto' && burnsAdvanced && /^(?:ass|ssa)$/.test(subtitle.codec)) return 'burn';
  return subtitles === 'sidecar' || subtitles === 'auto' ? 'sidecar' : 'ignore';
}

function isCopied(codec: string, wanted: readonly string[], present: string): boolean {
  return codec === present && wanted.includes(codec);
}

/** What limitations are compared with. */
export function sourceFacts({ item, version, choice }: Question): StreamFacts {
  const { picture, bitrateKbps } = version;
  return {
    ...(picture && {
      'video.width': picture.width,
      'video.height': picture.height,
      'video.bitrate': bitrateKbps,
      'video.frameRate': 24,
      'video.bitDepth': 8,
    }),
    ...(item.kind === 'music' && { 'audio.bitrate': bitrateKbps }),
    'audio.channels': choice.audio?.channels ?? 2,
    'audio.samplingRate': 48_000,
  };
}
