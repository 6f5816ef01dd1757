import { readIsoDuration, roundToMilliseconds } from './iso-duration.ts';
import type { AdaptationSet, Manifest, Representation } from './manifest.ts';
import { readAttributes, representationAttributes, setAttributes } from './manifest-attributes.ts';
import { ManifestError } from './manifest-error.ts';
import { readTemplate } from './read-template.ts';
import { SegmentBudget } from './segment-budget.ts';
import { type ManifestOrigin, resolveBelow } from './segment-url.ts';

/** A day and more: the longest film takes less. Seconds. */
const LONGEST_SECONDS = 1_000 * 3600;
/** A longer one only delays the first frame. Seconds. */
const LONGEST_MIN_BUFFER_SECONDS = 30;
/** Tracks, and representations of all tracks. Plex has one or two tracks with one representation. */
const MOST = 32;
/** The tags that are worth reading. Plex has about 10; a timeline has one for each run of segments. */
const MOST_TAGS = 5_000;

/**
 * Reads a manifest as a Plex transcode has it, with a real XML parser. Nothing else of the document is kept: no address outside
 * of the folder of the manifest, no event stream, no steering.
 *
 * dash.js must not see the document itself. Its own XML reader (5.2.1) does not end on one that is cut, and it requests addresses of
 * other hosts, some of them with the query of the manifest, which holds the token.
 *
 * @throws ManifestError for what can't be played
 */
export function readManifest(text: string, origin: ManifestOrigin): Manifest {
  const { url } = origin;
  const root = parse(text);
  if (root.localName !== 'MPD') throw new ManifestError('The answer is no MPD.');
  const type = root.getAttribute('type');
  if (type !== null && type !== 'static') throw new ManifestError('The manifest is not static.');
  const [period, ...others] = childrenOf(root, 'Period');
  if (!period || others.length > 0) throw new ManifestError('The manifest has not one Period.');
  const durationSeconds =
    readDuration(period.getAttribute('duration')) ??
    readDuration(root.getAttribute('mediaPresentationDuration'));
  if (durationSeconds === undefined) throw new ManifestError('The manifest has no duration.');
  const start = period.getAttribute('start');
  if (start !== null && readIsoDuration(start) !== 0)
    throw new ManifestError('The Period does not start at 0.');
  const base = withBase(period, withBase(root, url, origin), origin);
  const elements = childrenOf(period, 'AdaptationSet').filter(isMedia);
  if (elements.length === 0) throw new ManifestError('The manifest has no video and no audio.');
  const count = elements.reduce((sum, set) => sum + representationsOf(set).length, 0);
  if (elements.length > MOST || count > MOST)
    throw new ManifestError('The manifest has too many tracks, or representations.');
  const budget = new SegmentBudget();
  const sets = elements.map((set) =>
    readSet(set, { base, origin, durationSeconds, period, budget }),
  );
  const minBuffer = readIsoDuration(root.getAttribute('minBufferTime')) ?? 0;
  const minBufferSeconds = Math.min(minBuffer, LONGEST_MIN_BUFFER_SECONDS);
  return { url, durationSeconds, minBufferSeconds, sets };
}

interface Place {
  readonly base: string;
  readonly origin: ManifestOrigin;
  readonly durationSeconds: number;
  readonly period: Element;
  readonly budget: SegmentBudget;
}

const representationsOf = (set: Element) => childrenOf(set, 'Representation');

function isMedia(set: Element): boolean {
  return [set, ...representationsOf(set)].some((element) =>
    /^(?:video|audio)\//.test(element.getAttribute('mimeType') ?? ''),
  );
}

function readSet(set: Element, place: Place): AdaptationSet {
  const attributes = readAttributes(set, setAttributes);
  const elements = representationsOf(set);
  if (elements.length === 0) throw new ManifestError('A track has no representation.');
  const base = withBase(set, place.base, place.origin);
  const representations = elements.map((element) =>
    readRepresentation(element, set, attributes, { ...place, base }),
  );
  return { attributes, representations };
}

function readRepresentation(
  element: Element,
  set: Element,
  inherited: Readonly<Record<string, string>>,
  { base, origin, durationSeconds, period, budget }: Place,
): Representation {
  const attributes = readAttributes(element, representationAttributes);
  if (!attributes.mimeType && !inherited.mimeType)
    throw new ManifestError('A representation has no known media type.');
  const id = element.getAttribute('id') ?? '';
  if (!/^(?!\.+$)[\w.-]{1,64}$/.test(id))
    throw new ManifestError('A representation has no valid id.');
  const given = element.getAttribute('bandwidth') ?? '';
  const bandwidth = /^\d{1,12}$/.test(given) ? Number(given) : 0;
  const template = readTemplate(
    [element, set, period].flatMap((level) => childrenOf(level, 'SegmentTemplate').slice(0, 1)),
    { id, bandwidth, durationSeconds, base: withBase(element, base, origin), origin, budget },
  );
  return { id, bandwidth, attributes, template };
}

function readDuration(text: string | null): number | undefined {
  // dash.js gets the rounded one: the segments have to agree with it.
  const seconds = roundToMilliseconds(readIsoDuration(text) ?? 0);
  return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined;
}

/** The base URL with the `BaseURL` of an element. */
function withBase(element: Element, base: string, origin: ManifestOrigin): string {
  const [own] = childrenOf(element, 'BaseURL');
  return own ? resolveBelow((own.textContent ?? '').trim(), base, origin) : base;
}

/** Direct children by name. Never descendants: depth is not limited by parsers. */
export function childrenOf(element: Element, name: string): Element[] {
  return Array.from(element.children).filter(({ localName }) => localName === name);
}

function parse(text: string): Element {
  if (text.split('<', MOST_TAGS + 2).length > MOST_TAGS + 1)
    throw new ManifestError('The manifest has too many elements.');
  // Entities can make a small document a large one.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new ManifestError('The manifest has a DOCTYPE.');
  const document = new DOMParser().parseFromString(text, 'application/xml');
  const root = document.documentElement;
  if (!root || document.getElementsByTagName('parsererror').length > 0)
    throw new ManifestError('The manifest is no complete XML document.');
  return root;
}
