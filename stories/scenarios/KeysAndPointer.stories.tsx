import { SinglePlayer } from 'coplay';
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { expect, fireEvent, fn, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, mediaEvent, reaches } from '../support/playing.ts';

/** Hands at the keyboard and the mouse, as they are. */
const meta = preview.meta({
  title: 'Scenarios/Keys and pointer',
  component: SinglePlayer,
  args: { media: { ratingKey: '662560' }, autoPlay: true, onPause: fn() },
});

/** The root element of the player, with the focus. */
async function playerOf(root: HTMLElement): Promise<HTMLElement> {
  const player = root.querySelector<HTMLElement>('.coplay-player');
  if (!player) throw new Error('There is no player.');
  player.focus();
  await expect(player).toHaveFocus();
  return player;
}

/** A field in the shadow root of an element of the host, and a button elsewhere in the page: their keys are no shortcuts. */
function NotInTheFrame() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const shadow = host.current?.shadowRoot ?? host.current?.attachShadow({ mode: 'open' });
    if (shadow) shadow.innerHTML = '<input aria-label="Note">';
  }, []);
  const elsewhere = createPortal(<button type="button">Elsewhere</button>, document.body);
  return (
    <>
      <div ref={host} data-testid="host" />
      {elsewhere}
    </>
  );
}

export const TypingInAShadowRoot = meta.story({
  args: { children: <NotInTheFrame /> },
  play: async ({ args, canvas, canvasElement }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.2);
    const field = canvas.getByTestId('host').shadowRoot?.querySelector('input');
    if (!field) throw new Error('There is no field.');
    const button = within(document.body).getByRole('button', { name: 'Elsewhere' });
    for (const target of [field, button])
      for (const key of 'kimm mf')
        fireEvent.keyDown(target, { key, bubbles: true, composed: true, cancelable: true });
    await expect(video.paused).toBe(false);
    await expect(video.muted).toBe(false);
    await expect(document.fullscreenElement).toBeNull();
    await expect(args.onPause).not.toHaveBeenCalled();
  },
});

/** Ten repeats of a held key toggle once, and scroll nothing. */
export const HeldKeys = meta.story({
  play: async ({ canvasElement }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.2);
    const player = await playerOf(canvasElement);
    for (let repeat = 0; repeat < 10; repeat += 1) {
      const isFree = fireEvent.keyDown(player, { key: ' ', code: 'Space', repeat: repeat > 0 });
      await expect(isFree).toBe(false);
    }
    await expect(video.paused).toBe(true);
  },
});

/** Steps add up, however quickly they follow each other. */
export const QuickSteps = meta.story({
  args: { media: { ratingKey: '662560', startSeconds: 1 } },
  play: async ({ canvasElement, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 1.2);
    const player = await playerOf(canvasElement);
    await userEvent.keyboard('k');
    await mediaEvent(video, ['pause'], () => video.paused, 'pause');
    const before = video.currentTime;
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    await expect(video.currentTime).toBeCloseTo(before + 15, 1);
    for (let step = 0; step < 3; step += 1) fireEvent.keyDown(player, { key: 'ArrowLeft' });
    await expect(video.currentTime).toBeCloseTo(before, 1);
    const { volume } = video;
    for (let step = 0; step < 4; step += 1) fireEvent.keyDown(player, { key: 'ArrowDown' });
    await expect(video.volume).toBeCloseTo(volume - 0.2, 5);
  },
});

/** A double click is for full screen: the video neither pauses nor plays. A click pauses. */
export const DoubleClick = meta.story({
  play: async ({ args, canvasElement, userEvent }) => {
    const video = await findOne(canvasElement, 'video');
    await reaches(video, 0.2);
    await userEvent.dblClick(video);
    // The time in which a click would have paused.
    await reaches(video, video.currentTime + 0.5);
    await expect(args.onPause).not.toHaveBeenCalled();
    if (document.fullscreenElement) await document.exitFullscreen();
    await userEvent.click(video);
    await mediaEvent(video, ['pause'], () => video.paused, 'pause');
    await expect(args.onPause).toHaveBeenCalledTimes(1);
  },
});

/** A form around the player: Enter on a slider submits nothing, and no slider is one of its fields. */
export const InAForm = meta.story({
  decorators: [
    (Story) => (
      <form aria-label="Notes" onSubmit={(event) => event.preventDefault()}>
        <input aria-label="Note" name="note" />
        <Story />
        <button type="submit">Save</button>
      </form>
    ),
  ],
  play: async ({ canvas, userEvent }) => {
    const form = canvas.getByRole<HTMLFormElement>('form', { name: 'Notes' });
    const onSubmit = fn();
    form.addEventListener('submit', onSubmit);
    for (const slider of await canvas.findAllByRole('slider')) {
      slider.focus();
      await userEvent.keyboard('{Enter}');
    }
    await expect(onSubmit).not.toHaveBeenCalled();
    await expect([...new FormData(form).keys()]).toEqual(['note']);
    canvas.getByRole('textbox', { name: 'Note' }).focus();
    await userEvent.keyboard('{Enter}');
    await expect(onSubmit).toHaveBeenCalledTimes(1);
  },
});
