/** How long the buffered media last, in seconds of the clock; Infinity while paused. */
export function secondsReady({
  buffered,
  currentTime,
  paused,
  playbackRate,
}: Pick<HTMLMediaElement, 'buffered' | 'currentTime' | 'paused' | 'playbackRate'>): number {
  if (paused) return Number.POSITIVE_INFINITY;
  for (let index = 0; index < buffered.length; index += 1)
    if (buffered.start(index) <= currentTime && currentTime < buffered.end(index))
      return (buffered.end(index) - currentTime) / playbackRate;
  return 0;
}
