import type { EvictionRule } from 'coplay/testing';
import { definePreviewAddon } from 'storybook/internal/csf';
import { PlexStory } from './PlexStory.tsx';
import type { PlexParameters } from './plex-parameters.ts';
import { realArgs } from './real-args.ts';
import { openStoryPlex, type ServerGlobals, type StoryPlex } from './story-plex.ts';
import { declareOrigins } from './story-requests.ts';

export interface PlexAddonTypes {
  parameters: { plex?: PlexParameters };
  globals: Partial<ServerGlobals>;
}

const evictionRules: readonly { value: EvictionRule; title: string; right: string }[] = [
  { value: 'off', title: 'Evict: off', right: 'ends nothing' },
  { value: 'adhoc', title: 'Evict: adhoc', right: 'a stream without a decision ends the others' },
  { value: 'client', title: 'Evict: client', right: 'one stream per client, unless decided' },
  { value: 'client-strict', title: 'Evict: client-strict', right: 'one stream per client' },
  {
    value: 'account-music',
    title: 'Evict: account-music',
    right: 'one music conversion per account',
  },
  { value: 'strict', title: 'Evict: strict', right: 'all of these rules' },
];

/** Gives each story a Plex server of its own, with settings in the toolbar. */
export default () =>
  definePreviewAddon<PlexAddonTypes>({
    initialGlobals: { evict: 'strict', generation: '1.43', deadSegments: '404' },
    globalTypes: {
      evict: {
        description: 'Which stream the emulated server ends when another begins',
        toolbar: { title: 'Eviction', icon: 'stop', items: [...evictionRules], dynamicTitle: true },
      },
      generation: {
        description: 'The generation of the emulated server',
        toolbar: {
          title: 'Server',
          icon: 'database',
          items: [
            { value: '1.42', title: 'Server 1.42', right: 'serves without a decision' },
            { value: '1.43', title: 'Server 1.43', right: 'refuses without a decision' },
          ],
          dynamicTitle: true,
        },
      },
      deadSegments: {
        description: 'What a segment of a dead session answers',
        toolbar: {
          title: 'Dead segments',
          icon: 'alert',
          items: [
            { value: '404', title: 'Dead segments: 404' },
            { value: 'empty', title: 'Dead segments: 200, empty' },
            { value: 'stub', title: 'Dead segments: 200, 78 bytes' },
            { value: 'hang', title: 'Dead segments: no answer for 45 s' },
          ],
          dynamicTitle: true,
        },
      },
    },
    beforeEach: async (context) => {
      const parameters: PlexParameters = context.parameters.plex ?? {};
      declareOrigins(parameters.otherOrigins ?? []);
      forgetVolumes();
      const { evict, generation, deadSegments } = context.globals as ServerGlobals;
      const { plex, close } = await openStoryPlex(
        context.id,
        { evict, generation, deadSegments },
        parameters.server,
        parameters.leavesOpen,
      );
      context.plex = plex;
      document.documentElement.dataset.plex = plex.kind;
      return close;
    },
    decorators: [
      (Story, { plex, parameters, globals, viewMode, args }) => {
        const inDocs = viewMode === 'docs';
        const own = plex.kind === 'real' ? realArgs(args, plex) : args;
        // On a docs page with many players none starts by itself.
        const shown = inDocs && own.autoPlay ? { ...own, autoPlay: false } : own;
        return (
          <PlexStory
            plex={plex}
            parameters={parameters.plex}
            globals={globals as ServerGlobals}
            inDocs={inDocs}
            words={parameters.docs?.description?.story}
          >
            <Story {...(shown === args ? undefined : { args: shown })} />
          </PlexStory>
        );
      },
    ],
  });

/** A story begins with the volume that it says, not with what was set in another one. */
function forgetVolumes(): void {
  for (const key of Object.keys(localStorage))
    if (key.startsWith('coplay:preferences:')) localStorage.removeItem(key);
}

declare module 'storybook/internal/csf' {
  // The type of `plex` in the context of a story.
  interface StoryContextUpdate {
    /** The Plex server of this story. */
    plex?: StoryPlex;
  }
}
