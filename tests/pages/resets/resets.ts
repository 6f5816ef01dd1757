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
    'several elements':
      'body div div button { background: gold; padding: 9px; } div > div > div > p { margin: 33px; } body div svg { width: 7px; }',
    'elements without a class':
      'span, bdi { display: block; margin: 3px; color: red; font-size: 30px; } path { stroke-width: 5; } p { max-width: 20ch; }',
    'marks of a list': 'li::before, p::before, span::after { content: "•"; margin: 0 1em; }',
    'space between all': '* + * { margin-block-start: 1.5em; }',
    'text of the page': 'body { line-height: 0; white-space: nowrap; }',
    // Of the package the-new-css-reset.
    'all unset':
      '*:where(:not(html, iframe, canvas, img, svg, video, audio):not(svg *, symbol *)) { all: unset; display: revert; } *, *::before, *::after { box-sizing: border-box; } a, button { cursor: revert; } ol, ul, menu, summary { list-style: none; } img { max-inline-size: 100%; max-block-size: 100%; } input, textarea { user-select: auto; } :where([hidden]) { display: none; }',
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
