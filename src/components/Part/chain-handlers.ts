interface PreventableEvent {
  readonly defaultPrevented: boolean;
}

/** Runs the handler of the host first. Ours runs unless that, or an element inside, has called `preventDefault()`. */
export function chainHandlers<E extends PreventableEvent>(
  theirs: ((event: E) => void) | undefined,
  ours: (event: E) => void,
): (event: E) => void {
  return (event) => {
    theirs?.(event);
    if (!event.defaultPrevented) ours(event);
  };
}
