/**
 * The icons, drawn on a grid of 24 with strokes of 1.75 and round ends. `fill` is for solid shapes, `stroke` for lines.
 */
export const iconPaths = {
  play: {
    fill: 'M8.2 5.3a1 1 0 0 1 1.53-.85l10 6.7a1 1 0 0 1 0 1.7l-10 6.7a1 1 0 0 1-1.53-.85Z',
  },
  pause: {
    fill: 'M7.5 5h2A1.5 1.5 0 0 1 11 6.5v11A1.5 1.5 0 0 1 9.5 19h-2A1.5 1.5 0 0 1 6 17.5v-11A1.5 1.5 0 0 1 7.5 5Zm7 0h2A1.5 1.5 0 0 1 18 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-2a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 14.5 5Z',
  },
  replay: { stroke: 'M4.75 12a7.25 7.25 0 1 0 2.3-5.3L4.75 9M4.75 4.5V9h4.5' },
  previous: {
    fill: 'M18.5 6.2v11.6a.8.8 0 0 1-1.24.67L8.6 12.67a.8.8 0 0 1 0-1.34l8.66-5.8a.8.8 0 0 1 1.24.67Z',
    stroke: 'M5.75 6v12',
  },
  next: {
    fill: 'M5.5 6.2v11.6a.8.8 0 0 0 1.24.67l8.66-5.8a.8.8 0 0 0 0-1.34l-8.66-5.8a.8.8 0 0 0-1.24.67Z',
    stroke: 'M18.25 6v12',
  },
  volumeHigh: {
    fill: 'M12 5.6v12.8a.7.7 0 0 1-1.17.52L7.2 15.6H4.8A1.3 1.3 0 0 1 3.5 14.3V9.7a1.3 1.3 0 0 1 1.3-1.3h2.4l3.63-3.32A.7.7 0 0 1 12 5.6Z',
    stroke: 'M15.25 9.25a4 4 0 0 1 0 5.5M18 6.5a7.8 7.8 0 0 1 0 11',
  },
  volumeLow: {
    fill: 'M12 5.6v12.8a.7.7 0 0 1-1.17.52L7.2 15.6H4.8A1.3 1.3 0 0 1 3.5 14.3V9.7a1.3 1.3 0 0 1 1.3-1.3h2.4l3.63-3.32A.7.7 0 0 1 12 5.6Z',
    stroke: 'M15.25 9.25a4 4 0 0 1 0 5.5',
  },
  volumeOff: {
    fill: 'M12 5.6v12.8a.7.7 0 0 1-1.17.52L7.2 15.6H4.8A1.3 1.3 0 0 1 3.5 14.3V9.7a1.3 1.3 0 0 1 1.3-1.3h2.4l3.63-3.32A.7.7 0 0 1 12 5.6Z',
    stroke: 'm15.75 9.75 4.5 4.5m0-4.5-4.5 4.5',
  },
  enterFullscreen: { stroke: 'M4.75 9V4.75H9m6 0h4.25V9m0 6v4.25H15m-6 0H4.75V15' },
  exitFullscreen: { stroke: 'M9 4.75V9H4.75m14.5 0H15V4.75m0 14.5V15h4.25M4.75 15H9v4.25' },
  moveOverlay: {
    stroke: 'M4.75 4.75h14.5v14.5H4.75Zm8.5 8.5h3.25v3.25M8 8l5 5m3.5.25V16.5h-3.25',
  },
  trackList: { stroke: 'M4.75 6.75h14.5M4.75 12h14.5M4.75 17.25h8.5' },
  alert: { stroke: 'M12 8v4.75M12 16.1v.05M12 3.75 2.9 19.5h18.2Z' },
  note: {
    fill: 'M9.5 17.25a2.75 2.5 0 1 1-5.5 0 2.75 2.5 0 0 1 5.5 0Zm10-2.5a2.75 2.5 0 1 1-5.5 0 2.75 2.5 0 0 1 5.5 0Z',
    stroke: 'M8.75 17V6.25l10-2v10.5',
  },
} as const satisfies Record<string, { readonly fill?: string; readonly stroke?: string }>;

export type IconName = keyof typeof iconPaths;
