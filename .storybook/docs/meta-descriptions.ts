import type { Plugin } from 'vite';

const commentedMeta = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*const meta = preview\.meta\(/;

/** Titles whose pages are not about the component of their stories. */
const isOfOtherName = `!(meta.input.component?.__docgenInfo?.description && meta.input.title.endsWith('/' + meta.input.component.__docgenInfo.displayName))`;

/**
 * Uses the comment over `const meta = preview.meta(…)` as introduction of the docs page, as Storybook does for older story
 * files. A page with the name of its component keeps the docstring of the component.
 */
export function metaDescriptions(): Plugin {
  return {
    name: 'meta-descriptions',
    enforce: 'pre',
    transform: {
      filter: { id: /\.stories\.tsx$/ },
      handler(code) {
        const comment = commentedMeta.exec(code)?.[1];
        if (comment === undefined) return undefined;
        const text = JSON.stringify(comment.replace(/^\s*\* ?/gm, '').trim());
        // Added to the last line, so that line numbers stay the same.
        return {
          code: `${code}\nif (${isOfOtherName}) meta.input.parameters.docs = { description: { component: ${text} }, ...meta.input.parameters.docs };`,
          map: null,
        };
      },
    },
  };
}
