/** A chunk: what a queue needs of the server, and for entries that can't be played. */
export { fetchServerList } from './fetch-list.ts';
export { isEntryError } from './is-entry-error.ts';
export { nextSkipStep } from './next-skip-step.ts';
export { matchEntries, placeAfterChange } from './queue-change.ts';
export { QueueTitles } from './queue-titles.ts';
export { hasPlayableNext, unavailable } from './unavailable.ts';
export { willSkip } from './will-skip.ts';
