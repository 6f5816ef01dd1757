import { CompositePlayer, MusicPlayer } from 'coplay';
import { expect, fireEvent, fn, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findOne, PATIENCE_MS, reaches } from '../support/playing.ts';

/** Browsers in which only the buttons of the device set the volume, such as Safari on iPhones: `volume` is always 1 there. */
const meta = preview.meta({
  title: 'Scenarios/Fixed volume',
  component: MusicPlayer,
  args: { playlist: '140600', autoPlay: true, onVolumeChange: fn() },
  beforeEach() {
    const { prototype } = HTMLMediaElement;
    const real = Object.getOwnPropertyDescriptor(prototype, 'volume') as PropertyDescriptor;
    Object.defineProperty(prototype, 'volume', { ...real, get: () => 1, set() {} });
    routes.length = 0;
    const connect = AudioNode.prototype.connect;
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      if (to[0] instanceof GainNode) routes.push({ source: this, gain: to[0] });
      return (connect as (...to: unknown[]) => AudioNode).apply(this, to);
    } as typeof connect;
    return () => {
      AudioNode.prototype.connect = connect;
      Object.defineProperty(prototype, 'volume', real);
    };
  },
});

const routes: { source: AudioNode; gain: GainNode }[] = [];

/** How much quieter the sound is behind the gain node, measured while it plays. */
async function measuredGain(): Promise<number> {
  const [route] = routes;
  if (!route) throw new Error('No element is routed.');
  const meter = (node: AudioNode) => {
    const analyser = node.context.createAnalyser();
    node.connect(analyser);
    return () => {
      const samples = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    };
  };
  const [before, after] = [meter(route.source), meter(route.gain)];
  return waitFor(
    () => {
      const [loud, quiet] = [before(), after()];
      expect(quiet).toBeGreaterThan(0.001);
      return quiet / loud;
    },
    { timeout: PATIENCE_MS },
  );
}

/** There is no slider, the keys of the volume belong to the page, and the host is told of nothing but mute. */
export const NoSlider = meta.story({
  play: async ({ args, canvas, canvasElement, userEvent }) => {
    await reaches(await findOne(canvasElement, 'audio'), 0.2);
    await expect(canvas.queryByRole('slider', { name: 'Volume' })).toBeNull();
    const player = canvas.getByRole('group', { name: /^Music player/ });
    await expect(fireEvent.keyDown(player, { key: 'ArrowUp' })).toBe(true);
    await expect(args.onVolumeChange).not.toHaveBeenCalled();
    await userEvent.click(canvas.getByRole('button', { name: 'Mute' }));
    await expect(args.onVolumeChange).toHaveBeenCalledTimes(1);
    await expect(args.onVolumeChange).toHaveBeenCalledWith(
      1,
      expect.objectContaining({ muted: true, reason: 'button' }),
    );
    await expect(routes).toEqual([]);
  },
});

/** The music beside a video is at 0.3 even so, by Web Audio. */
export const QuietMusic = meta.story({
  render: () => (
    <CompositePlayer primary={{ ratingKey: '662560' }} overlay={{ playlist: '140600' }} autoPlay />
  ),
  play: async ({ canvasElement, userEvent }) => {
    const audio = await findOne(canvasElement, 'audio');
    await reaches(audio, 0.2);
    // A context of Web Audio starts with a gesture.
    await userEvent.click(canvasElement);
    await waitFor(() => expect(routes).toHaveLength(1), { timeout: PATIENCE_MS });
    await expect(await measuredGain()).toBeCloseTo(0.3, 2);
  },
});
