import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorSentences } from '../src/playback/core/playback-error-code.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFile(join(root, path), 'utf8');
/** What is in backticks or quotes. */
const words = (text = '') => [...text.matchAll(/[`']([a-z-]+)[`']/g)].map(([, word]) => word);
const section = (readme: string) => readme.split('### Errors')[1]?.split('\n### ')[0] ?? '';

describe('the error codes in the README', () => {
  it('are all codes of PlaybackError, as in the docstring', async () => {
    const codes = Object.keys(errorSentences).sort();
    const rows = (text: string) =>
      [...text.matchAll(/^(?: \* )?\| `([a-z-]+)` \|/gm)].map(([, code]) => code).sort();
    expect(rows(section(await read('README.md')))).toEqual(codes);
    expect(rows(await read('src/playback/core/playback-error-code.ts'))).toEqual(codes);
  });

  it('are all codes of PlexError', async () => {
    const type = (await read('src/plex/errors.ts')).match(/type PlexErrorCode =([^;]+);/)?.[1];
    const sentence = section(await read('README.md')).match(/`PlexErrorCode`:([^.]+)\./)?.[1];
    expect(words(type).length).toBeGreaterThan(10);
    expect(words(sentence)).toEqual(words(type));
  });
});
