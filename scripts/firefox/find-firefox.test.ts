import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFirefox } from './find-firefox.ts';

describe('findFirefox', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coplay-firefox-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function install(name: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, '#!/bin/sh\n');
    await chmod(path, 0o755);
    return path;
  }

  it('takes FIREFOX_PATH first', async () => {
    const named = await install('nightly');
    await install('firefox');
    expect(await findFirefox({ FIREFOX_PATH: named, PATH: folder })).toBe(named);
  });

  it('rejects a FIREFOX_PATH that is no program', async () => {
    await expect(findFirefox({ FIREFOX_PATH: join(folder, 'none'), PATH: folder })).rejects.toThrow(
      'FIREFOX_PATH',
    );
  });

  it('looks for firefox, then for firefox-esr, in each folder of the PATH', async () => {
    const esr = await install('firefox-esr');
    const path = [join(folder, 'empty'), folder].join(delimiter);
    expect(await findFirefox({ PATH: path })).toBe(esr);
    const plain = await install('firefox');
    expect(await findFirefox({ PATH: path })).toBe(plain);
  });

  it('finds none where there is none', async () => {
    expect(await findFirefox({ PATH: folder })).toBeUndefined();
    expect(await findFirefox({})).toBeUndefined();
  });
});
