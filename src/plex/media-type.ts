/** The kind of a stream on the server: items of type `track` are audio, all others video. */
export type PlexMediaType = 'video' | 'audio';
