import type { Plugin } from 'vite';

const commentedMeta = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*const meta = preview\.meta\(/;

/** A scenario plays by one of our players, and its page is about something else. */
const isOfOtherName = `!(meta.input.component?.__docgenInfo?.description && meta.input.title.endsWith('/' + meta.input.component.__docgenInfo.displayName))`;

/**
 * Makes the comment over `const meta = preview.meta(…)` the introduction of the docs page, as Storybook does with the
 * older form of a story file. A page that is named after its component keeps the docstring of that.
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
        // In the last line, so that every other line keeps its number.
        return {
          code: `${code}\nif (${isOfOtherName}) meta.input.parameters.docs = { description: { component: ${text} }, ...meta.input.parameters.docs };`,
          map: null,
        };
      },
    },
  };
}
