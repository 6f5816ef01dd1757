/** An icon on a grid of 24. */
export interface IconPaths {
  /** A solid shape. Its outline is drawn too, which rounds its corners. */
  readonly fill?: string;
  /** Lines. */
  readonly stroke?: string;
}

const speaker = 'M4.4 9.3h3.2L11.1 6v12l-3.5-3.3H4.4Z';
const wave = 'M15.25 9.25a4 4 0 0 1 0 5.5';

// Each icon is an export of its own, so that a page loads only those of its players.
export const play: IconPaths = { fill: 'M9.1 5.6v12.8L19 12Z' };
export const pause: IconPaths = { fill: 'M7 6h3v12H7Zm7 0h3v12h-3Z' };
export const replay: IconPaths = {
  stroke: 'M4.75 12a7.25 7.25 0 1 0 2.3-5.3L4.75 9M4.75 4.5V9h4.5',
};
export const previous: IconPaths = { fill: 'M17.6 6.5v11L9.3 12ZM5.75 6v12' };
export const next: IconPaths = { fill: 'M6.4 6.5v11l8.3-5.5ZM18.25 6v12' };
export const volumeHigh: IconPaths = {
  fill: speaker,
  stroke: `${wave}M18 6.5a7.8 7.8 0 0 1 0 11`,
};
export const volumeLow: IconPaths = { fill: speaker, stroke: wave };
export const volumeOff: IconPaths = {
  fill: speaker,
  stroke: 'm15.75 9.75 4.5 4.5m0-4.5-4.5 4.5',
};
export const enterFullscreen: IconPaths = {
  stroke: 'M4.75 9V4.75H9m6 0h4.25V9m0 6v4.25H15m-6 0H4.75V15',
};
export const exitFullscreen: IconPaths = {
  stroke: 'M9 4.75V9H4.75m14.5 0H15V4.75m0 14.5V15h4.25M4.75 15H9v4.25',
};
export const moveOverlay: IconPaths = {
  stroke: 'M4.75 4.75h14.5v14.5H4.75ZM8 8l8.5 8.5v-3.25m0 3.25h-3.25',
};
export const trackList: IconPaths = { stroke: 'M4.75 6.75h14.5M4.75 12h14.5M4.75 17.25h8.5' };
export const alert: IconPaths = { stroke: 'M12 8v4.75M12 16.1v.05M12 3.75 2.9 19.5h18.2Z' };
export const note: IconPaths = {
  fill: 'M8.6 17.2a1.9 1.6 0 1 0 0 .1Zm10-2.5a1.9 1.6 0 1 0 0 .1Z',
  stroke: 'M8.75 17V6.25l10-2v10.5',
};
