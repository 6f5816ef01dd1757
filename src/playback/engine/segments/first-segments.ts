/**
 * The URLs that dash.js is going to request first: for each track the initialisation and the segment at `startSeconds`. Read by
 * text, for manifests as Plex writes them: one representation per track and a numbered template. Anything else gives none of
 * the track, which is then loaded when dash.js asks for it.
 */
export function firstSegments(
  manifest: string,
  manifestUrl: string,
  startSeconds: number,
): string[] {
  // Other segment addresses than those beside the manifest are left to dash.js.
  if (/<(?:BaseURL|SegmentTimeline|SegmentList|SegmentBase)\b/.test(manifest)) return [];
  const sets = manifest.match(/<AdaptationSet\b[\s\S]*?<\/AdaptationSet>/g) ?? [];
  return sets
    .flatMap((set) => firstOf(set, startSeconds))
    .map((path) => resolve(path, manifestUrl));
}

function firstOf(set: string, startSeconds: number): string[] {
  const representations = set.match(/<Representation\b[^>]*>/g) ?? [];
  const template = /<SegmentTemplate\b[^>]*>/.exec(set)?.[0];
  const [representation] = representations;
  if (!template || !representation || representations.length > 1) return [];
  const seconds = numberOf(template, 'duration', 0) / numberOf(template, 'timescale', 1);
  if (!(seconds > 0)) return [];
  const number = numberOf(template, 'startNumber', 1) + Math.floor(startSeconds / seconds);
  const paths = ['initialization', 'media'].map((name) =>
    attribute(template, name)
      ?.replaceAll('$RepresentationID$', attribute(representation, 'id') ?? '')
      .replaceAll('$Number$', String(number)),
  );
  return paths.filter((path) => path !== undefined && !path.includes('$')) as string[];
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&');
}

function numberOf(tag: string, name: string, fallback: number): number {
  const text = attribute(tag, name);
  return text === undefined ? fallback : Number(text);
}

function resolve(path: string, manifestUrl: string): string {
  return new URL(path, manifestUrl).href;
}
