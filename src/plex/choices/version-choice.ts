import type { PlexPart } from '../part.ts';

/** What decides among the versions of an item. */
export interface VersionFacts {
  /** Whether the browser plays a file without a conversion. */
  plays(part: PlexPart): boolean;
  /** The larger and the smaller side of the screen, in its own pixels. Left out: any picture fits. */
  readonly screenPixels?: readonly [number, number] | undefined;
}

/** One version of an item: its files in sequence, more than one for a split film. */
export interface PlexVersion {
  /** As a request names it. */
  readonly mediaIndex: number;
  readonly parts: readonly [PlexPart, ...PlexPart[]];
}

/** The versions of an item, from its parts. */
export function versionsOf(parts: readonly PlexPart[]): PlexVersion[] {
  const versions = new Map<number, [PlexPart, ...PlexPart[]]>();
  for (const part of parts) {
    const own = versions.get(part.mediaIndex);
    if (own) own.push(part);
    else versions.set(part.mediaIndex, [part]);
  }
  return [...versions].map(([mediaIndex, own]) => ({ mediaIndex, parts: own }));
}

/**
 * The version to play: one whose files exist, before that one that needs no conversion, then the largest picture that the screen
 * can show, then the highest bitrate. `undefined` when there is none.
 */
export function pickVersion(
  parts: readonly PlexPart[],
  { plays, screenPixels }: VersionFacts,
): PlexVersion | undefined {
  const rank = ({ parts: own }: PlexVersion): readonly number[] => {
    const [{ width = 0, height = 0, bitrateKbps = 0 }] = own;
    const pixels = width * height;
    const isShown = !screenPixels || fits([width, height], screenPixels);
    return [
      Number(own.every(({ accessible, exists }) => accessible !== false && exists !== false)),
      Number(own.every(plays)),
      Number(isShown),
      // Of pictures that are all too large, the smallest.
      isShown ? pixels : -pixels,
      bitrateKbps,
    ];
  };
  // The sort is stable: the server's order decides among equals.
  return versionsOf(parts).sort((a, b) => compare(rank(b), rank(a)))[0];
}

function fits(picture: readonly [number, number], screen: readonly [number, number]): boolean {
  return Math.max(...picture) <= Math.max(...screen) && Math.min(...picture) <= Math.min(...screen);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
