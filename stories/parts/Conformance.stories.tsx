import { MediaSurface, type Player, PlayerFrame, usePlayback } from 'coplay';
import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { describeConformance } from '../support/conformance.tsx';
import { conformanceCases } from '../support/conformance-cases.tsx';
import { findOne, mediaEvent } from '../support/playing.ts';

interface Bench {
  player: Player;
  setNode(node: ReactNode): void;
}

let bench: Bench | undefined;

/** A player that is ready and has not played. The components are rendered in it, one after the other. */
export function ConformanceBench() {
  const player = usePlayback({
    playerRole: 'conformance',
    mediaType: 'video',
    media: { ratingKey: '662548' },
  });
  const [node, setNode] = useState<ReactNode>(null);
  useEffect(() => {
    bench = { player, setNode };
    return () => {
      bench = undefined;
    };
  }, [player]);
  return (
    <PlayerFrame player={player} playerRole="conformance" hasPicture>
      <MediaSurface />
      {node}
    </PlayerFrame>
  );
}

/** The API that all parts share. */
const meta = preview.meta({
  title: 'Internal/Conformance',
  component: ConformanceBench,
  excludeStories: ['ConformanceBench'],
  tags: ['!dev', '!autodocs'],
  parameters: { plex: { dock: false } },
});

/** Every exported component takes ref, rest props, className, style and render, and has its state in data-* attributes. */
export const EveryPart = meta.story({
  beforeEach: () => {
    // Not every test browser supports full screen, and FullscreenButton renders nothing without it.
    Object.defineProperty(document, 'fullscreenEnabled', { value: true, configurable: true });
    return () => Reflect.deleteProperty(document, 'fullscreenEnabled');
  },
  play: async ({ canvasElement, step }) => {
    const video = await findOne(canvasElement, 'video');
    await mediaEvent(video, ['loadeddata'], () => video.readyState >= 2, 'load its first frame');
    const { player, setNode } = await waitFor(
      () => bench ?? Promise.reject(new Error('No bench.')),
    );
    const show = (node: ReactNode) => flushSync(() => setNode(node));
    for (const [name, { renderPart, ...expectations }] of Object.entries(conformanceCases)) {
      await step(name, () => describeConformance(name, renderPart, expectations, { player, show }));
    }
  },
});
