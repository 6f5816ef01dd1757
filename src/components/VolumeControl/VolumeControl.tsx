'use client';

import { clsx } from 'clsx';
import {
  type ChangeEvent,
  type ComponentPropsWithoutRef,
  type CSSProperties,
  type ForwardedRef,
  forwardRef,
  type KeyboardEvent,
} from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { IconButton } from '../IconButton/IconButton.tsx';
import type { IconName } from '../icons/icon-paths.ts';
import { useFrame } from '../PlayerFrame/frame-context.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import type { PartProps } from '../part-props.ts';
import { sliderKeyTarget } from '../slider-keys.ts';

/** A mute button with a slider: for which player, and all that a `<div>` takes but content. */
export interface VolumeControlProps
  extends PartProps,
    Omit<ComponentPropsWithoutRef<'div'>, 'children'> {}

/** Where the sound goes when it is taken out of mute and there is none to go back to. */
const AUDIBLE = 0.5;

/** A mute button and a slider for the volume. Renders a `<div>` around both. */
export const VolumeControl = forwardRef(function VolumeControl(
  { player: given, className, ...rest }: VolumeControlProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const player = usePlayer(given);
  const { messages, sayPercent } = useLanguage();
  const { subject, hasShortcuts } = useFrame();
  const volume = useMedia((media) => media.volume, player);
  const muted = useMedia((media) => media.muted, player);
  const silent = muted || volume === 0;
  const percent = Math.round(volume * 100);

  function toggle(): void {
    if (!silent) player.setMuted(true);
    else if (volume === 0) player.setVolume(AUDIBLE);
    else player.setMuted(false);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const target = sliderKeyTarget(event, { value: percent, max: 100, step: 5, page: 10 });
    if (target === undefined) return;
    event.preventDefault();
    player.setVolume(target / 100);
  }

  return (
    <div
      {...rest}
      ref={ref}
      className={clsx('coplay-volume', className)}
      data-muted={muted ? '' : undefined}
    >
      <IconButton
        className="coplay-mute-button"
        label={silent ? messages.unmute(subject) : messages.mute(subject)}
        icon={volumeIcon(silent, volume)}
        aria-keyshortcuts={hasShortcuts ? 'M' : undefined}
        onClick={toggle}
      />
      <input
        type="range"
        className="coplay-volume-slider"
        style={{ '--coplay-volume': volume } as CSSProperties}
        min={0}
        max={100}
        step={1}
        value={percent}
        aria-label={messages.volume(subject)}
        aria-valuetext={messages.volumeValue(sayPercent(percent / 100), muted)}
        onKeyDown={onKeyDown}
        onChange={(event: ChangeEvent<HTMLInputElement>) =>
          player.setVolume(event.target.valueAsNumber / 100)
        }
      />
    </div>
  );
});

function volumeIcon(silent: boolean, volume: number): IconName {
  if (silent) return 'volumeOff';
  return volume < 0.5 ? 'volumeLow' : 'volumeHigh';
}
