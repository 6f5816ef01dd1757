import { composeStory } from 'storybook/preview-api';
import { page } from 'vitest/browser';
import { closeAllRetired } from './retired-servers.ts';
import { checkRequests } from './story-requests.ts';

/** Vitest calls this once before it closes the page. It unmounts the last story, and checks its server and its last requests. */
async function afterAllStories(): Promise<void> {
  // Storybook unmounts a story when the next one loads.
  await composeStory({}, { title: 'After all stories', render: () => null }, {}, {}).load();
  await closeAllRetired();
  await checkRequests();
}

Object.assign(page, { [Symbol.for('vitest:component-cleanup')]: afterAllStories });
