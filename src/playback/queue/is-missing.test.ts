import { expect, it } from 'vitest';
import type { PlexPart } from '../../plex/index.ts';
import { isMissing } from './is-missing.ts';

const part = (mediaIndex: number, fields: Partial<PlexPart> = {}): PlexPart => ({
  ...{ id: '1', key: '', partIndex: 0, selected: false, streams: [], mediaIndex },
  ...fields,
});
const gone = { exists: false };

it.each<[string, PlexPart[], boolean]>([
  ['a file that was not checked', [part(0)], false],
  ['a file that is there', [part(0, { exists: true, accessible: true })], false],
  ['a file that does not exist', [part(0, gone)], true],
  ['a file that cannot be read', [part(0, { exists: true, accessible: false })], true],
  ['one of two versions without its file', [part(0, gone), part(1)], false],
  ['two versions without their files', [part(0, gone), part(1, gone)], true],
  ['one of two parts without its file', [part(0), part(0, gone)], true],
  ['no parts, as in some lists', [], false],
])('%s', (_, parts, missing) => {
  const item = { ratingKey: '1', type: 'track', mediaType: 'audio', title: '', parts } as const;
  expect(isMissing(item)).toBe(missing);
});
