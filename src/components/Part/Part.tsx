'use client';

import {
  type AllHTMLAttributes,
  cloneElement,
  createElement,
  isValidElement,
  type ReactElement,
  type Ref,
  version,
} from 'react';
import { mergeProps, resolve, stateAttributes, type Values } from './merge-props.ts';
import type { PartProps, PartTag } from './part-props.ts';
import { useMergedRefs } from './refs.ts';

/** The element of a part. All attributes are defaults of the part; those in `host` win. */
export interface PartOptions<E extends HTMLElement> extends AllHTMLAttributes<HTMLElement> {
  tag: PartTag;
  /** The props that the host passed to the part. */
  host?: object | undefined;
  /** Passed to functions of the host and shown as `data-*`. */
  state?: object | undefined;
  /** The ref of the host, and one of the part itself. */
  refs?: readonly [Ref<E>?, Ref<E>?] | undefined;
}

const noRefs: readonly [] = [];

/** Renders the element of a part, as the host wants it. */
export function Part<E extends HTMLElement>(options: PartOptions<E>) {
  const { tag, host = {}, state = {}, refs: [ref, ownRef] = noRefs, ...ours } = options;
  const { className, style, render, ...rest } = host as PartProps<'div', object>;
  const element = isValidElement<{ readonly ref?: Ref<E> }>(render) ? render : undefined;
  const mergedRef = useMergedRefs(ref, ownRef, element && refOf(element));
  const theirs: Values = {
    ...rest,
    className: resolve(className, state),
    style: resolve(style, state),
  };
  const props = {
    ...mergeProps(ours as Values, theirs),
    ...stateAttributes(state),
    ref: mergedRef,
  };
  if (typeof render === 'function') return render(props as never, state);
  if (!element) return createElement(tag, props);
  return cloneElement(element, { ...mergeProps(props, element.props), ref: mergedRef } as object);
}

/** The ref of an element: a prop since React 19, a property of the element before. */
function refOf<E>(element: ReactElement<{ readonly ref?: Ref<E> }>): Ref<E> | undefined {
  return Number.parseInt(version, 10) < 19
    ? (element as { readonly ref?: Ref<E> }).ref
    : element.props.ref;
}
