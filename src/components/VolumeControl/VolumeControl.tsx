'use client';

import {
  type ChangeEvent,
  type CSSProperties,
  type ForwardedRef,
  forwardRef,
  type KeyboardEvent,
} from 'react';
import { usePlayer } from '../../hooks/player-context.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { IconButton } from '../IconButton/IconButton.tsx';
import { volumeHigh, volumeLow, volumeOff } from '../icons/icons.ts';
import { Part } from '../Part/Part.tsx';
import type { PartProps, PlayerOption } from '../Part/part-props.ts';
import { useFrame } from '../PlayerFrame/frame-context.ts';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { sliderKeyTarget } from '../slider-keys.ts';
import { toggleMuted } from '../toggle-muted.ts';
import { useLater } from '../useLater.ts';

export interface VolumeControlState {
  readonly muted: boolean;
  /** How loud it is, in three steps. `off` when muted too. */
  readonly level: 'off' | 'low' | 'high';
}

/** A mute button with a slider: all that a `<div>` takes but content. */
export interface VolumeControlProps
  extends Omit<PartProps<'div', VolumeControlState>, 'children'>,
    PlayerOption {}

const icons = { off: volumeOff, low: volumeLow, high: volumeHigh };

/** A mute button and, where the browser lets pages set it, a slider for the volume. Renders a `<div>` around both. */
export const VolumeControl = forwardRef(function VolumeControl(
  { player: given, ...host }: VolumeControlProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const player = usePlayer(given);
  const { messages, sayPercent, usesIntl } = useLanguage();
  const { subject, hasShortcuts } = useFrame();
  const volume = useMedia((media) => media.volume, player);
  const muted = useMedia((media) => media.muted, player);
  const canSet = useMedia((media) => media.canSetVolume, player);
  const silent = muted || volume === 0;
  const percent = Math.round(volume * 100);
  const text = useLater(usesIntl) ? sayPercent(percent / 100) : `${percent}%`;
  const level = silent ? 'off' : volume < 0.5 ? 'low' : 'high';

  function setPercent(value: number, event: Event): void {
    player.setVolume(value / 100, { reason: 'slider', event });
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if ((event.target as Element).localName !== 'input') return;
    const target = sliderKeyTarget(event, { value: percent, max: 100, step: 5, page: 10 });
    if (target !== undefined) setPercent(target, event.nativeEvent);
  }

  return (
    <Part
      tag="div"
      host={host}
      state={{ muted, level } satisfies VolumeControlState}
      refs={[ref]}
      className="coplay-volume"
      onKeyDown={onKeyDown}
    >
      <IconButton
        className="coplay-mute-button"
        label={silent ? messages.unmute(subject) : messages.mute(subject)}
        icon={icons[level]}
        aria-keyshortcuts={hasShortcuts ? 'M' : undefined}
        onClick={({ nativeEvent: event }) => toggleMuted(player, { reason: 'button', event })}
      />
      {canSet ? (
        <input
          type="range"
          // Of no form around the player: Enter would submit it.
          form=""
          className="coplay-slider coplay-volume-slider"
          style={{ '--coplay-volume': volume } as CSSProperties}
          min={0}
          max={100}
          step={1}
          value={percent}
          aria-label={messages.volume(subject)}
          aria-valuetext={messages.volumeValue(text, muted)}
          onChange={({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) =>
            setPercent(target.valueAsNumber, nativeEvent)
          }
        />
      ) : null}
    </Part>
  );
});
