import type { Mounted } from './peer.ts';

/** Resolves with the media element of a player. Checks once per frame: some players load code before they render it. */
export function whenVideo(mounted: Mounted, signal: AbortSignal): Promise<HTMLVideoElement> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const video = mounted.video();
      if (video) resolve(video);
      else if (signal.aborted) reject(signal.reason);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Resolves with the time at which the browser showed a frame of the video. */
export function nextFrame(video: HTMLVideoElement): Promise<number> {
  return new Promise((resolve) => {
    video.requestVideoFrameCallback((now) => resolve(now));
  });
}
