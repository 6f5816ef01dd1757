/** Default of X-Plex-Version. A test compares it with package.json. */
export const coplayVersion = '0.1.0';
