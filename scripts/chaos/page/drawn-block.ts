/** Position of the ride's 12 bars, of which the one of the current 5 s is lit. Pixels of 640 by 360. */
const bars = { count: 12, firstX: 43.6, step: 19.2, y: 183 } as const;

/** The index of the lit bar, 0 to 11, read from the pixels of the current frame. */
export function drawnBlock(video: HTMLVideoElement): number {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const context = canvas.getContext('2d');
  if (!context) return -1;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  // The lit bar is cream, the others are orange or plum: only cream has much blue.
  const blue = Array.from({ length: bars.count }, (_, index) => {
    const x = Math.round(bars.firstX + index * bars.step);
    return context.getImageData(x, bars.y, 1, 1).data[2] ?? 0;
  });
  return blue.indexOf(Math.max(...blue));
}
