import { usePlexClientSession } from 'coplay';
import { StrictMode, useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';

function Session({ role }: { role: string }) {
  const plexClientSession = usePlexClientSession(role);
  return (
    <li>
      {role}: <code data-session>{plexClientSession ?? 'not leased yet'}</code>
    </li>
  );
}

interface SessionsProps {
  /** The player role of each. */
  roles: readonly string[];
}

export function Sessions({ roles }: SessionsProps) {
  const [mounted, setMounted] = useState(0);
  return (
    <StrictMode>
      <button type="button" className="page-button" onClick={() => setMounted(mounted + 1)}>
        Mount all anew
      </button>
      <ul key={mounted}>
        {roles.map((role, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: only the index tells two players of a role apart
          <Session key={`${role} ${index}`} role={role} />
        ))}
      </ul>
    </StrictMode>
  );
}

/**
 * The identity of one player instance: distinct from all others, stable over remounts, one of a bounded set.
 *
 * `usePlexClientSession(role, { enabled, onError })` returns the id, or `undefined` until it has been leased. `enabled` says
 * whether to lease one (default `true`). `onError` is called when no id can be leased.
 */
const meta = preview.meta({
  title: 'Hooks/usePlexClientSession',
  component: Sessions,
  excludeStories: ['Sessions'],
  parameters: { plex: { dock: false } },
});

/** Two players of one role and one of another have three ids. The ids stay the same over a remount. */
export const DistinctAndStable = meta.story({
  args: { roles: ['fitness-music', 'fitness-music', 'single'] },
  play: async ({ canvas, canvasElement, userEvent }) => {
    const ids = async () => {
      const read = () =>
        [...canvasElement.querySelectorAll('[data-session]')].map((one) => one.textContent);
      await waitFor(() =>
        expect(read().every((id) => /^[a-z-]+-[a-z0-9]{16}-\d+$/.test(id ?? ''))).toBe(true),
      );
      return read();
    };
    const before = await ids();
    await expect(new Set(before).size).toBe(3);
    await userEvent.click(canvas.getByRole('button', { name: 'Mount all anew' }));
    await waitFor(async () => expect(await ids()).toEqual(before));
  },
});
