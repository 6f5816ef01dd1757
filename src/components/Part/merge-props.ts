import { type ClassValue, clsx } from 'clsx';
import type { CSSProperties } from 'react';
import { chainHandlers } from './chain-handlers.ts';
import type { ByState } from './part-props.ts';

export type Values = Readonly<Record<string, unknown>>;

type Handler = Parameters<typeof chainHandlers>[1];

/** Merges two sets of props: class names and styles are joined, handlers are chained, of other props `theirs` wins. */
export function mergeProps(ours: Values, theirs: Values): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...ours, ...theirs };
  for (const key of Object.keys(merged)) {
    const [our, their] = [ours[key], theirs[key]];
    if (key === 'className')
      merged[key] = clsx(our as ClassValue, their as ClassValue) || undefined;
    else if (key === 'style') merged[key] = { ...(our as object), ...(their as object) };
    else if (key.startsWith('on') && typeof our === 'function')
      merged[key] = chainHandlers(their as Handler | undefined, our as Handler);
  }
  return merged;
}

/** The value of `className` or `style` for a state. */
export function resolve<Value extends string | CSSProperties, State>(
  value: ByState<Value, State>,
  state: State,
): Value | undefined {
  return typeof value === 'function' ? value(state) : value;
}

/** Adds a class of ours to a `className` that is passed on to a part. */
export function joinClass<State>(
  ours: string,
  theirs: ByState<string, State>,
): ByState<string, State> {
  return (state) => clsx(ours, resolve(theirs, state));
}

/** State as attributes: `{ muted: true, playerRole: 'music' }` is `data-muted=""` and `data-player-role="music"`. */
export function stateAttributes(state: object): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(state)) {
    const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (value !== undefined && value !== false)
      attributes[`data-${name}`] = value === true ? '' : value;
  }
  return attributes;
}
