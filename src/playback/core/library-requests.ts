/** A chunk: the requests for items, albums and playlists. */
import { fetchChildren, type PlexItem } from '../../plex/index.ts';
import type { LibraryRequest } from './library-read.ts';

export { fetchItem, fetchPlaylistItems } from '../../plex/index.ts';
export { describeItems } from './describe-items.ts';

/** Fetches the tracks of an album. The server looks for their files: of an album they are few. */
export const fetchTracks: LibraryRequest<string, PlexItem[]> = (connection, key, options) =>
  fetchChildren(connection, key, { ...options, checkFiles: true });
