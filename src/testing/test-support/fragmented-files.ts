import type { Catalogue } from '../media-catalogue.ts';

/** The files of a catalogue that are served in segments, each with the length of the longest item that plays it. */
export function fragmentedFiles({
  videos,
  tracks,
}: Catalogue): { readonly file: string; readonly durationMs: number }[] {
  const longest = new Map<string, number>();
  const add = (file: string | undefined, durationMs: number) => {
    if (file !== undefined) longest.set(file, Math.max(durationMs, longest.get(file) ?? 0));
  };
  for (const { dash, streams = [], durationMs } of videos) {
    const pictures = dash ? [dash, ...(dash.smaller ?? [])].map(({ video }) => video) : [];
    const others = streams.flatMap((stream) => [stream.dash, ...(stream.burned ?? [])]);
    for (const file of [...pictures, dash?.audio, ...others]) add(file, durationMs);
  }
  for (const { dash, durationMs } of tracks) add(dash?.audio, durationMs);
  return [...longest].map(([file, durationMs]) => ({ file, durationMs }));
}
