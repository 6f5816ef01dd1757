import type { MediaPlayerSettingClass } from 'dashjs';

/** Settings of dash.js for a Plex transcode: one representation, a static manifest, a server at home. */
export const dashSettings: MediaPlayerSettingClass = {
  debug: { logLevel: 0 },
  streaming: {
    // Both caches use one localStorage key for the origin: two players would influence each other.
    lastBitrateCachingInfo: { enabled: false },
    lastMediaSettingsCachingInfo: { enabled: false },
    // The default time source is a host on the internet.
    utcSynchronization: { enabled: false, useManifestDateHeaderTimeSource: false },
    // There is only one representation, and this rule throws on loaded machines (5.2.1).
    abr: { rules: { abandonRequestsRule: { active: false } } },
    buffer: {
      bufferTimeDefault: 18,
      bufferTimeAtTopQuality: 30,
      bufferTimeAtTopQualityLongForm: 30,
    },
    retryAttempts: { MPD: 1 },
    fragmentRequestTimeout: 10_000,
  },
};
