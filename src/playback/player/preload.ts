/**
 * What is loaded before the first play, as on a media element. `none`: nothing is asked of the server. `metadata`: title and
 * length, and nothing that occupies the server: no decision, no stream. `auto`: the stream.
 */
export type Preload = 'none' | 'metadata' | 'auto';
