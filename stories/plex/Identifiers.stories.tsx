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
 * From the id of a player to the `X-Plex-Client-Identifier` that the server sees. Letters, digits, `_` and `-` up to 64 are
 * used as they are. Anything else keeps a readable beginning and gets a hash, so that two ids never become one.
 */
const meta = preview.meta({
  title: 'Plex/Identifiers',
  component: Identifiers,
  excludeStories: ['Identifiers'],
  argTypes: { given: { description: 'Ids as a host might give them in `plexClientSession`.' } },
  parameters: { plex: { dock: false } },
  args: {
    given: ['fitness-music', "Anna's tablet", 'Anna´s tablet', 'room-'.repeat(20), ''],
  },
});

/** Type ids of your own into the controls. Music has `-audio` behind it, so the server takes it for another device. */
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
