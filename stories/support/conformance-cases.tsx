import {
  Artwork,
  CompositePlayer,
  ErrorNotice,
  FullscreenButton,
  LiveRegion,
  MediaSurface,
  MusicPlayer,
  PlayButton,
  PlaybackError,
  type Player,
  PlayerFrame,
  SeekBar,
  SinglePlayer,
  StatusOverlay,
  TimeDisplay,
  TrackList,
  VolumeControl,
} from 'coplay';
import type { CSSProperties, ReactElement, RefCallback, RefObject, SyntheticEvent } from 'react';
import { expect, waitFor } from 'storybook/test';

/** What each exported component must take. */
export interface ConformanceProps {
  ref?: RefObject<null> | RefCallback<HTMLElement>;
  className?: string | ((state: object) => string);
  style?: CSSProperties | ((state: object) => CSSProperties);
  render?: ReactElement | ((props: object, state: object) => ReactElement);
  title?: string;
  onClick?: (event: SyntheticEvent) => void;
  onKeyDown?: (event: SyntheticEvent) => void;
}

export interface ConformanceCase {
  renderPart(props: ConformanceProps, player: Player): ReactElement;
  /** The element that is rendered by default. */
  readonly tag: string;
  /** Attributes for the state of a player that is ready and has not played, `null` for none. */
  readonly attributes: Readonly<Record<string, string | null>>;
  /** A handler of the part itself on the same element: how it is triggered, and the method it calls. */
  readonly handler?: {
    readonly event: 'onClick' | 'onKeyDown';
    trigger(root: HTMLElement): void;
    readonly calls: keyof Player | 'requestFullscreen' | 'focus';
    /** Resolves when the handler is there, where it is a part of the library that loads later. */
    loaded?(root: HTMLElement): Promise<unknown>;
  };
}

const press = (target: Element | null, key: string) =>
  target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

const tracks = ['1', '2'].map((ratingKey) => ({
  currentMediaGuid: ratingKey,
  media: { ratingKey },
  item: undefined,
}));

const frameAttributes = {
  'data-status': 'ready',
  'data-paused': '',
  'data-waiting': null,
  'data-controls': 'visible',
  'data-player-role': 'conformance',
};

/** Every component that coplay exports, but for `PlexProvider`, which renders no element. */
export const conformanceCases: Readonly<Record<string, ConformanceCase>> = {
  Artwork: {
    renderPart: (props) => <Artwork {...props} src={undefined} />,
    tag: 'div',
    attributes: { 'data-empty': '' },
  },
  ErrorNotice: {
    renderPart: (props) => <ErrorNotice {...props} error={new PlaybackError('not-found')} />,
    tag: 'div',
    attributes: { 'data-code': 'not-found' },
  },
  FullscreenButton: {
    renderPart: (props) => <FullscreenButton {...props} />,
    tag: 'button',
    attributes: { 'data-fullscreen': null },
    handler: {
      event: 'onClick',
      trigger: (root) => root.click(),
      calls: 'requestFullscreen',
    },
  },
  LiveRegion: {
    renderPart: (props) => <LiveRegion {...props} />,
    tag: 'div',
    attributes: { 'data-empty': '' },
  },
  MediaSurface: {
    renderPart: (props) => <MediaSurface {...props} />,
    tag: 'div',
    attributes: { 'data-loaded': '' },
  },
  PlayButton: {
    renderPart: (props) => <PlayButton {...props} />,
    tag: 'button',
    attributes: { 'data-action': 'play' },
    handler: { event: 'onClick', trigger: (root) => root.click(), calls: 'togglePaused' },
  },
  PlayerFrame: {
    renderPart: (props, player) => (
      <PlayerFrame {...props} player={player} playerRole="conformance" />
    ),
    tag: 'div',
    attributes: frameAttributes,
    handler: { event: 'onKeyDown', trigger: (root) => press(root, 'k'), calls: 'togglePaused' },
  },
  SeekBar: {
    renderPart: (props) => <SeekBar {...props} />,
    tag: 'div',
    attributes: { 'data-seekable': '', 'data-scrubbing': null },
    handler: {
      event: 'onKeyDown',
      trigger: (root) => press(root.querySelector('input'), 'PageUp'),
      calls: 'seek',
    },
  },
  StatusOverlay: {
    renderPart: (props) => <StatusOverlay {...props} />,
    tag: 'div',
    attributes: { 'data-phase': 'start' },
  },
  TimeDisplay: {
    renderPart: (props) => <TimeDisplay {...props} show="duration" />,
    tag: 'span',
    attributes: { 'data-show': 'duration' },
  },
  TrackList: {
    renderPart: (props) => (
      <TrackList {...props} entries={tracks} index={0} onSelect={() => undefined} />
    ),
    tag: 'ol',
    attributes: { 'data-empty': null },
    handler: {
      event: 'onKeyDown',
      loaded: (root) => waitFor(() => expect(root.querySelector('[tabindex="0"]')).not.toBeNull()),
      trigger: (root) => press(root.querySelector('button'), 'ArrowDown'),
      calls: 'focus',
    },
  },
  VolumeControl: {
    renderPart: (props) => <VolumeControl {...props} />,
    tag: 'div',
    attributes: { 'data-muted': null, 'data-level': 'high' },
    handler: {
      event: 'onKeyDown',
      trigger: (root) => press(root.querySelector('input'), 'Home'),
      calls: 'setVolume',
    },
  },
  SinglePlayer: {
    renderPart: (props) => <SinglePlayer {...props} media={undefined as never} />,
    tag: 'div',
    attributes: { 'data-status': 'idle', 'data-player-role': 'single' },
  },
  CompositePlayer: {
    renderPart: (props) => <CompositePlayer {...props} primary={undefined as never} />,
    tag: 'div',
    attributes: { 'data-overlay': null },
  },
  MusicPlayer: {
    renderPart: (props) => <MusicPlayer {...props} playlist={undefined} />,
    tag: 'div',
    attributes: { 'data-status': 'idle', 'data-player-role': 'music' },
  },
};
