/** The rooms of `src/playback` and the rooms that each may import. Every room may also import `src/plex`. */
export const rooms = {
  core: [],
  page: ['core'],
  queue: ['core'],
  element: ['core'],
  engine: ['core'],
  session: ['engine', 'element', 'page', 'core'],
  player: ['session', 'element', 'page', 'core'],
} as const satisfies Record<string, readonly string[]>;

export type Room = keyof typeof rooms;

export const roomNames = Object.keys(rooms) as readonly Room[];

/** Whether a file of one room may import a file of another (or of the same) room. */
export function mayImport(from: Room, to: Room): boolean {
  return from === to || (rooms[from] as readonly Room[]).includes(to);
}
