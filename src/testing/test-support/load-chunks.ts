/** Loads what is a chunk in a browser and needed by many tests: fake timers do not wait for a dynamic import. */
import '../../plex/http-error.ts';
