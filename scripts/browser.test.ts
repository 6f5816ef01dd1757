import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { resolveBrowser } from './browser.ts';

describe('resolveBrowser', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coplay-browser-'));
    vi.stubEnv('CHROMIUM_PATH', '');
    // An empty folder for Playwright's browsers.
    vi.stubEnv('PLAYWRIGHT_BROWSERS_PATH', join(folder, 'none'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  async function program(name: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, '#!/bin/sh\n');
    await chmod(path, 0o755);
    return path;
  }

  it('returns the browser of CHROMIUM_PATH', async () => {
    const path = await program('mine');
    vi.stubEnv('CHROMIUM_PATH', path);
    expect((await resolveBrowser()).executablePath).toBe(path);
  });

  it('rejects with a way out when CHROMIUM_PATH is not a program', async () => {
    vi.stubEnv('CHROMIUM_PATH', join(folder, 'missing'));
    await expect(resolveBrowser()).rejects.toThrow(/CHROMIUM_PATH is .*missing.*unset it/);
  });

  it('returns a Chrome or Chromium on the PATH, in the order of the PATH', async () => {
    await mkdir(join(folder, 'empty'));
    const path = await program('google-chrome');
    vi.stubEnv('PATH', `${join(folder, 'empty')}:${folder}`);
    expect((await resolveBrowser()).executablePath).toBe(path);
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'falls back to the browser of the npm package',
    async () => {
      vi.stubEnv('PATH', join(folder, 'nothing'));
      const { executablePath } = await resolveBrowser();
      expect(executablePath).toMatch(/node_modules\/\.cache\/coplay\/chromium-[\d.]+\/start\.sh$/);
    },
    60_000,
  );
});
