interface PreventableEvent {
  readonly defaultPrevented: boolean;
}

/** Runs the host's handler first, then ours unless the host has called `preventDefault()`. */
export function chainHandlers<E extends PreventableEvent>(
  theirs: ((event: E) => void) | undefined,
  ours: (event: E) => void,
): (event: E) => void {
  return (event) => {
    theirs?.(event);
    if (!event.defaultPrevented) ours(event);
  };
}
