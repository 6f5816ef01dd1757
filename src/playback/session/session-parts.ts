/** A chunk: what a session needs as soon as the server has answered. */

export { readDecision } from '../../plex/decision.ts';
export { refusedError, sendPing } from '../../plex/index.ts';
export { correctionFor, correctionOf } from './checked-request.ts';
export { findWhole } from './find-whole.ts';
export { TimelineReporter } from './timeline-reporter.ts';
export { withPartKey } from './with-part-key.ts';
