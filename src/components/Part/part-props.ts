import type {
  ComponentPropsWithoutRef,
  ComponentPropsWithRef,
  CSSProperties,
  ReactElement,
} from 'react';
import type { Player } from '../../playback/player/player.ts';
import type { MediaEventProps } from './media-events.ts';

/** The elements that parts render. */
export type PartTag = 'button' | 'div' | 'ol' | 'span';

/** A value, or a function that returns it for the current state of the part. */
export type ByState<Value, State> = Value | ((state: State) => Value | undefined) | undefined;

/** Does not bubble from the media element to a part, or is a callback of the player with a meaning of its own. */
type UnsupportedHandler =
  | keyof MediaEventProps
  | 'onAbort'
  | 'onEmptied'
  | 'onEncrypted'
  | 'onEnded'
  | 'onError'
  | 'onLoad'
  | 'onLoadStart'
  | 'onResize'
  | 'onSuspend'
  | 'onVolumeChange';

/** What each part takes: the attributes of its element, and the three ways to change how it looks. */
export type PartProps<Tag extends PartTag, State> = Omit<
  ComponentPropsWithoutRef<Tag>,
  'className' | 'style' | 'dangerouslySetInnerHTML' | UnsupportedHandler
> & {
  /** Class names, or a function that returns them for the state of the part. Added to those of the part. */
  className?: ByState<string, State>;
  /** Inline style, or a function that returns it for the state of the part. */
  style?: ByState<CSSProperties, State>;
  /**
   * Renders another element in place of the default one: an element, which gets the props of the part besides its own, or a
   * function of props and state. The props include `ref` and `children`.
   */
  render?:
    | ReactElement
    | ((props: ComponentPropsWithRef<Tag>, state: State) => ReactElement)
    | undefined;
};

/** The player that a part belongs to. */
export interface PlayerOption {
  /** The player to act on. @default the player of the nearest frame */
  player?: Player | undefined;
}
