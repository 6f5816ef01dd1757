import type { ClientProfile } from '../decision/client-profile.ts';
import { container } from '../http/answers.ts';
import { isPicture, type LibraryStream } from '../library/library-stream.ts';
import type { EncoderJob } from '../state/encoder-job.ts';
import type { SubtitleFormat } from '../subtitles/cue.ts';
import { formatOf, readCues } from '../subtitles/read-cues.ts';
import { readText } from '../subtitles/read-text.ts';
import { textStream } from '../subtitles/text-stream.ts';
import {
  type Asked,
  cannotDecide,
  createUuid,
  readAskedItem,
  startedResource,
} from './asked-item.ts';
import { factsOf, type RouteContext, type Router, type ServerCore } from './server-core.ts';
import { showItem } from './show-item.ts';

const UNIVERSAL = '/subtitles/:/transcode/universal';

/**
 * Text out of a media file, beside its playback: the subtitles that are stored for the part. It is a stream and a job of its own,
 * which `/stop` ends.
 */
export function addSubtitleRoutes(app: Router, core: ServerCore): void {
  app.get(`${UNIVERSAL}/decision`, async (c) => {
    const facts = factsOf(c);
    const asked = await readAskedItem(core, facts);
    if (asked instanceof Response) return asked;
    const { item, version, source, query, choice } = asked;
    for (const { level, text } of query.problems) {
      core.log.write(text, { requestId: facts.requestId, level });
    }
    const stream = textOf(asked);
    const resource = stream && core.streaming.decide(facts, item, 'transcode', 'subtitles');
    const converted = {
      ...({ protocol: 'http', container: formatFor(core, asked), kbps: 0 } as const),
      ...{ width: undefined, height: undefined, video: undefined },
      audio: { decision: 'transcode', codec: '' } as const,
      streams: { audio: undefined, subtitle: choice.subtitle },
      subtitles: 'sidecar',
    } as const;
    const [code, words] = stream ? FINE : NO_TEXT;
    const decision = stream && ('transcode' as const);
    return container(facts, {
      allowSync: true,
      identifier: 'com.plexapp.plugins.library',
      generalDecisionCode: code,
      generalDecisionText: words,
      transcodeDecisionCode: stream ? code : 4005,
      transcodeDecisionText: words,
      resourceSession: resource?.playbackId,
      size: 1,
      Metadata: [
        showItem(core, facts, item, { verdict: { decision, version, source, converted } }),
      ],
    });
  });

  app.get(`${UNIVERSAL}/start`, (c) => start(core, c));
}

const FINE = [1001, 'Direct play not available; Conversion OK.'] as const;
const NO_TEXT = [2000, 'Neither direct play nor conversion is available.'] as const;

async function start(core: ServerCore, context: RouteContext): Promise<Response> {
  const facts = factsOf(context);
  const asked = await readAskedItem(core, facts);
  if (asked instanceof Response) return asked;
  const { item, library, query } = asked;
  const stream = textOf(asked);
  if (!stream) return cannotDecide(core, facts, 'no text is selected');
  const transcodeId = facts.transcodeId ?? createUuid();
  const resource = startedResource(core, facts, item, 'subtitles');
  if (!resource) return cannotDecide(core, facts, 'no decision was asked for this session');
  const files = [stream.text ?? ''];
  const { mediaIndex = 0 } = query;
  const request = { ...query, transcodeId, mediaIndex, files };
  const job = core.jobs.start(resource, request, facts.requestId);
  resource.fetchedAt = core.clock.now();
  const text = (await readText(library, stream)) ?? '';
  const format = formatFor(core, asked);
  const cues = readCues(text);
  // What cannot be read is passed on: the server changes nothing in a file of the wanted format.
  const body =
    cues.length === 0 && formatOf(text) === format
      ? text
      : textStream(
          { ...reading(core, job), ...query, format, cues, fromMs: query.offsetSeconds * 1000 },
          core.clock,
          facts.signal,
        );
  return new Response(body, {
    headers: { 'Content-Type': TYPES[format], 'Accept-Ranges': 'none', 'X-Plex-Protocol': '1.0' },
  });
}

const TYPES: Readonly<Record<SubtitleFormat, string>> = {
  ass: 'text/x-ssa;charset=utf-8',
  srt: 'application/x-subrip;charset=utf-8',
  vtt: 'text/vtt;charset=utf-8',
};

/** The chosen subtitles, if they are text. */
function textOf({ choice: { subtitle } }: Asked): LibraryStream | undefined {
  return subtitle?.text !== undefined && !isPicture(subtitle) ? subtitle : undefined;
}

/** WebVTT needs a target in the profile and the parameter `format`; without both, sources disagree on the format. */
function formatFor(core: ServerCore, { query }: Asked): SubtitleFormat {
  const isAsked = /^(?:web)?vtt$/.test(query.format ?? '');
  return isAsked && takesVtt(query.profile) ? 'vtt' : core.settings().embeddedText;
}

function takesVtt({ targets }: ClientProfile): boolean {
  return targets.some(
    ({ type, protocol, container: target }) =>
      type === 'subtitleProfile' && protocol === 'http' && /^(?:web)?vtt$/.test(target),
  );
}

/** How far a job has read through its file. */
function reading(core: ServerCore, job: EncoderJob) {
  const { clock } = core;
  return {
    isGone: () => core.jobs.get(job.transcodeId) !== job,
    waitFor(positionMs: number) {
      const speed = core.settings().subtitleSpeed;
      const missingMs = Math.max(0, positionMs - job.offsetSeconds * 1000);
      return Math.max(job.startedAt, job.warmUntil) + missingMs / speed - clock.now();
    },
  };
}
