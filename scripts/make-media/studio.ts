import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build } from 'vite';
import { resolveBrowser } from '../browser.ts';

type PageModule = typeof import('./scenes/page.ts');

/** A browser page that draws the frames of the films, and turns SVG into pictures. */
export interface Studio {
  /** Resolves with PNG files of the given moments (in seconds). Scale 1 is 640 by 360. */
  draw(scene: string, moments: readonly number[], scale: number): Promise<Buffer[]>;
  /** The same as JPEG files. */
  stills(scene: string, moments: readonly number[], scale: number): Promise<Buffer[]>;
  /** Resolves with a WebP of an SVG, in this width in pixels. */
  paint(svg: string, width: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** The scenes as one script that sets `scenes` on the page. */
async function bundleScenes(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('./scenes/page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'scenes',
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const output of outputs) {
    if ('output' in output) return output.output[0].code;
  }
  throw new Error('coplay: the scenes could not be bundled.');
}

/** Opens Chromium with the scenes and the typeface loaded. */
export async function openStudio(): Promise<Studio> {
  const [script, { executablePath, args }] = await Promise.all([bundleScenes(), resolveBrowser()]);
  const browser = await chromium.launch({
    executablePath,
    args: [...args, '--force-color-profile=srgb'],
  });
  const page = await browser.newPage();
  await page.addScriptTag({
    content: script.replace(/^(var|const|let) scenes/m, 'globalThis.scenes'),
  });
  const { resolve } = createRequire(import.meta.url);
  for (const weight of ['600', '800']) {
    const font = await readFile(
      resolve(`@fontsource/outfit/files/outfit-latin-${weight}-normal.woff2`),
    );
    await page.evaluate(
      ([w, data]) => (globalThis as unknown as { scenes: PageModule }).scenes.loadTypeface(w, data),
      [weight, font.toString('base64')] as const,
    );
  }
  const frames =
    (type: 'image/png' | 'image/jpeg'): Studio['draw'] =>
    async (scene, moments, scale) => {
      const drawn = await page.evaluate(
        ([name, at, size, format]) =>
          (globalThis as unknown as { scenes: PageModule }).scenes.drawFrames(
            name,
            at,
            size,
            format,
          ),
        [scene, moments, scale, type] as const,
      );
      return drawn.map((frame) => Buffer.from(frame, 'base64'));
    };
  return {
    draw: frames('image/png'),
    stills: frames('image/jpeg'),
    async paint(svg, width) {
      const picture = await page.evaluate(
        ([source, size]) =>
          (globalThis as unknown as { scenes: PageModule }).scenes.paintSvg(source, size),
        [svg, width] as const,
      );
      return Buffer.from(picture, 'base64');
    },
    close: () => browser.close(),
  };
}
