import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '../../../node_modules');
const read = (path: string) => readFile(path, 'utf8');

/** Resets and base styles of pages, by name. */
export async function readResets(): Promise<Record<string, string>> {
  const tailwind = resolveTheme(await read(join(modules, 'tailwindcss/preflight.css')));
  return {
    'no margins': '* { margin: 0; padding: 0; }',
    'inherited fonts':
      '* { margin: 0; padding: 0; border: 0; font: inherit; vertical-align: baseline; } *:focus { outline: none; }',
    'elements of the page':
      'button, input { padding: 12px; border: 2px solid red; border-radius: 0; background: gold; font: 20px serif; } p, ol, li { margin: 20px; } svg, img { max-width: 10px; }',
    'small rem': 'html { font-size: 62.5%; }',
    'Tailwind 3': await read(join(import.meta.dirname, 'tailwind-3-preflight.css')),
    'Tailwind 4': `@layer theme, base, components, utilities; @layer base { ${tailwind} }`,
    'Tailwind 4 without layers': tailwind,
    'Bootstrap 5': await read(join(modules, 'bootstrap/dist/css/bootstrap-reboot.css')),
    'normalize.css': await read(join(modules, 'normalize.css/normalize.css')),
    'modern-normalize': await read(join(modules, 'modern-normalize/modern-normalize.css')),
  };
}

/** Tailwind's compiler replaces `--theme(--name, fallback)`. Without a theme of its own, a page gets the fallback. */
function resolveTheme(sheet: string): string {
  return sheet.replace(/--theme\(\s*--[\w-]+,([^)]*)\)/g, '$1');
}
