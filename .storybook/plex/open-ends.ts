import type { ServerSnapshot } from 'coplay/testing';

/** What players have left on a server: streams that were `Added` and not `Terminated`, by its log, and transcodes. */
export function openEnds({ log, jobs }: ServerSnapshot): string[] {
  const open = new Set<string>();
  for (const { text } of log) {
    const [, what, stream] = /(Added|Terminated) session (\S+)/.exec(text) ?? [];
    if (stream && what === 'Added') open.add(stream);
    else if (stream) open.delete(stream);
  }
  return [
    ...[...open].map((stream) => `stream ${stream}`),
    ...jobs.map(({ transcodeId }) => `transcode ${transcodeId}`),
  ];
}
