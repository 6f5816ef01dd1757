import { clientIdentifier, sanitizePlexClientSession } from 'coplay/plex';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';

interface IdentifiersProps {
  given: readonly string[];
}

export function Identifiers({ given }: IdentifiersProps) {
  return (
    <dl style={{ margin: 0, lineHeight: 1.6, overflowWrap: 'anywhere' }}>
      {given.map((text) => {
        const session = sanitizePlexClientSession(text);
        return (
          <div key={text} data-given={text} style={{ marginBlockEnd: '1.25rem' }}>
            <dt>
              “{text}” {session === text ? 'is used as it is' : 'does not fit'}
            </dt>
            <dd>
              video: <code data-type="video">{clientIdentifier(session, 'video')}</code>
            </dd>
            <dd>
              music: <code data-type="audio">{clientIdentifier(session, 'audio')}</code>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/**
 * How the id of a player becomes its `X-Plex-Client-Identifier`. Up to 64 letters, digits, `_` and `-` are used unchanged. Any
 * other id keeps a readable prefix and gets a hash, so that two different ids stay different.
 */
const meta = preview.meta({
  title: 'Plex/Identifiers',
  component: Identifiers,
  excludeStories: ['Identifiers'],
  argTypes: { given: { description: 'Ids that a host might pass as `plexClientSession`.' } },
  parameters: { plex: { dock: false } },
  args: {
    given: ['fitness-music', "Anna's tablet", 'Anna´s tablet', 'room-'.repeat(20), ''],
  },
});

/** Enter your own ids in the controls. Music has the suffix `-audio`, so the server treats it as another device. */
export const FromIdToDevice = meta.story({
  play: async ({ args, canvasElement }) => {
    const shown = (type: string) =>
      [...canvasElement.querySelectorAll(`[data-type="${type}"]`)].map(
        ({ textContent }) => textContent,
      );
    const video = shown('video');
    const audio = shown('audio');
    await expect(video[0]).toBe('fitness-music');
    await expect(audio).toEqual(video.map((id) => `${id}-audio`));
    await expect(new Set([...video, ...audio]).size).toBe(2 * args.given.length);
    for (const id of [...video, ...audio]) await expect(id).toMatch(/^[\w-]{1,96}$/);
  },
});
