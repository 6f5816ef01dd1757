import type { MediaState } from '../../playback/core/media-state.ts';

/** How a player is, for style sheets and tests. Present (with an empty value) or absent, but for `data-status`. */
export interface FrameAttributes {
  /** `idle`, `loading`, `ready`, `ended` or `error`. */
  readonly 'data-status': MediaState['status'];
  readonly 'data-paused': '' | undefined;
  /** Held up by missing data. */
  readonly 'data-waiting': '' | undefined;
  readonly 'data-seeking': '' | undefined;
  /** A session that died is being replaced. */
  readonly 'data-recovering': '' | undefined;
  readonly 'data-muted': '' | undefined;
  /** The browser wants a click first. */
  readonly 'data-autoplay-blocked': '' | undefined;
  /** `dash` or `native`: how the item comes. */
  readonly 'data-engine': MediaState['engine'];
}

const flag = (on: boolean) => (on ? '' : undefined);

/** The attributes of one state. Selects nothing that changes while an item plays on. */
export function frameAttributes(state: MediaState): FrameAttributes {
  return {
    'data-status': state.status,
    'data-paused': flag(state.paused),
    'data-waiting': flag(state.waiting),
    'data-seeking': flag(state.seeking),
    'data-recovering': flag(state.recovering),
    'data-muted': flag(state.muted),
    'data-autoplay-blocked': flag(state.autoplayBlocked),
    'data-engine': state.engine,
  };
}
