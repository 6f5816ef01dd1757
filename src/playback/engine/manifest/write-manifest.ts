import { writeIsoDuration } from './iso-duration.ts';
import type { AdaptationSet, Manifest, Representation, SegmentTemplate } from './manifest.ts';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Writes a manifest for dash.js. It holds what was read, and nothing else. */
export function writeManifest({ durationSeconds, minBufferSeconds, sets }: Manifest): string {
  const duration = writeIsoDuration(durationSeconds);
  return element(
    'MPD',
    {
      xmlns: 'urn:mpeg:dash:schema:mpd:2011',
      profiles: 'urn:mpeg:dash:profile:isoff-live:2011',
      type: 'static',
      mediaPresentationDuration: duration,
      minBufferTime: writeIsoDuration(minBufferSeconds),
    },
    element('Period', { id: '0', start: 'PT0S', duration }, ...sets.map(writeSet)),
  );
}

function writeSet({ attributes, representations }: AdaptationSet): string {
  return element('AdaptationSet', attributes, ...representations.map(writeRepresentation));
}

function writeRepresentation({ id, bandwidth, attributes, template }: Representation): string {
  return element('Representation', { ...attributes, id, bandwidth }, writeTemplate(template));
}

function writeTemplate({ segments, ...attributes }: SegmentTemplate): string {
  if (typeof segments === 'number')
    return element('SegmentTemplate', { ...attributes, duration: segments });
  const runs = segments.map(({ t, d, r }) => element('S', { t, d, r }));
  return element('SegmentTemplate', attributes, element('SegmentTimeline', {}, ...runs));
}

function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  return `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replace(/[&<"]/g, (character) => escapes[character] ?? '');
}
