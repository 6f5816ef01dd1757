import { SinglePlayer } from 'coplay';
import sheet from 'coplay/styles.css?inline';
import { type ReactNode, useState } from 'react';
import { createPortal } from 'react-dom';
import { expect, fireEvent, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, mediaEvent, PATIENCE_MS, reaches } from '../support/playing.ts';

function addStyles(root: Node): void {
  root.appendChild(Object.assign(document.createElement('style'), { textContent: sheet }));
}

/** Shows its children in the document of an iframe. A window of your own works in the same way. */
export function InFrame({ children }: { children: ReactNode }) {
  const [inside, setInside] = useState<Document | null>(null);
  return (
    <iframe
      title="Player"
      allow="autoplay; fullscreen"
      style={{ inlineSize: 640, blockSize: 380, border: 0 }}
      ref={(frame) => {
        const found = frame?.contentDocument;
        if (!found || found === inside) return;
        addStyles(found.head);
        setInside(found);
      }}
    >
      {inside ? createPortal(children, inside.body) : null}
    </iframe>
  );
}

/** Shows its children in a shadow root. */
export function InShadow({ children }: { children: ReactNode }) {
  const [inside, setInside] = useState<ShadowRoot | null>(null);
  return (
    <div
      data-testid="host"
      ref={(host) => {
        if (!host || host.shadowRoot) return;
        const root = host.attachShadow({ mode: 'open' });
        addStyles(root);
        setInside(root);
      }}
    >
      {inside ? createPortal(children, inside) : null}
    </div>
  );
}

/** A player in another document, or in a shadow root: both need a stylesheet of their own. */
const meta = preview.meta({
  title: 'Scenarios/Other documents',
  component: SinglePlayer,
  excludeStories: ['InFrame', 'InShadow'],
  args: { media: { ratingKey: '662548' }, autoPlay: true },
});

/** Keys work, a focused seek bar is quiet while the item plays, and the focus brings hidden controls back. */
async function works(root: ParentNode): Promise<void> {
  const video = await findOne(root, 'video');
  await reaches(video, 0.3);
  const find = (selector: string) => root.querySelector<HTMLElement>(selector) as HTMLElement;
  const player = find('.coplay-player');
  const slider = find('.coplay-seek-slider');
  const opacity = () => Number(getComputedStyle(find('.coplay-controls')).opacity);

  fireEvent.pointerLeave(player, { pointerType: 'mouse' });
  await waitFor(() => expect(opacity()).toBe(0), { timeout: PATIENCE_MS });
  slider.focus({ focusVisible: true } as FocusOptions);
  await waitFor(() => expect(opacity()).toBe(1));
  const words = slider.getAttribute('aria-valuetext');
  await reaches(video, video.currentTime + 1.2);
  await expect(slider.getAttribute('aria-valuetext')).toBe(words);

  const { muted } = video;
  fireEvent.keyDown(player, { key: 'm' });
  await expect(video.muted).toBe(!muted);
  fireEvent.keyDown(player, { key: 'k' });
  await mediaEvent(video, ['pause'], () => video.paused, 'pause');
}

export const InAFrame = meta.story({
  render: (args) => (
    <InFrame>
      <SinglePlayer {...args} />
    </InFrame>
  ),
  play: async ({ canvas }) => {
    const frame = await canvas.findByTitle<HTMLIFrameElement>('Player');
    await works(frame.contentDocument as Document);
  },
});

export const InAShadowRoot = meta.story({
  render: (args) => (
    <InShadow>
      <SinglePlayer {...args} />
    </InShadow>
  ),
  play: async ({ canvas }) => {
    await works((await canvas.findByTestId('host')).shadowRoot as ShadowRoot);
  },
});
