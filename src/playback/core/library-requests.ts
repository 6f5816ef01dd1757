/** A chunk: the requests for items, albums and playlists. */
export { fetchChildren, fetchItem, fetchItems, fetchPlaylistItems } from '../../plex/index.ts';
