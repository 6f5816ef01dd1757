/** The version sent as X-Plex-Version unless the host names its own. A test keeps it equal to package.json. */
export const coplayVersion = '0.1.0';
