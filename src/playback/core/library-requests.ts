/** A chunk: the requests for items, albums and playlists. */
export { fetchChildren, fetchItem, fetchPlaylistItems } from '../../plex/index.ts';
export { describeItems } from './describe-items.ts';
