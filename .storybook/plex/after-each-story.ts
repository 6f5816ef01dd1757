import { afterEach, beforeEach } from 'vitest';
import { commands } from 'vitest/browser';
import { checkRequests, connectWatch } from './story-requests.ts';

connectWatch((rules) => commands.takeRequestBreaches(rules));
// Also starts the watch. What an earlier story has requested after its end fails this one, and is named by its server.
beforeEach(checkRequests);
afterEach(checkRequests);
