/** Elements that ask for their files with CORS only because Web Audio is to read them. */
const trials = new WeakSet<HTMLMediaElement>();

/** The next files of an element are asked for with CORS, unless the host has decided that. */
export function tryCors(media: HTMLMediaElement): void {
  if (media.crossOrigin) return;
  media.crossOrigin = 'anonymous';
  trials.add(media);
}

/** Whether a file may have failed for {@link tryCors}. If so, the next one is asked for without CORS. */
export function endsCorsTrial(media: HTMLMediaElement): boolean {
  if (!trials.delete(media)) return false;
  media.crossOrigin = null;
  return true;
}
