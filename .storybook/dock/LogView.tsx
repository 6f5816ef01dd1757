import type { ServerSnapshot } from 'coplay/testing';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import { isQuietSegment, type LogKind, shortened } from './log-kind.ts';

type Line = ServerSnapshot['log'][number];

/** Number of lines that are rendered. */
const linesShown = 150;

interface LogViewProps {
  lines: readonly Line[];
  kinds: ReadonlyMap<Line, LogKind>;
}

/** Shows the log of the server. Stays at its end until the user scrolls up. Renders a `<section>`. */
export function LogView({ lines, kinds }: LogViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [segments, setSegments] = useState(false);
  const shown = (segments ? lines : lines.filter((line) => !isQuietSegment(line.text))).slice(
    -linesShown,
  );
  const last = shown.at(-1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls after each new last line
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && following.current) element.scrollTop = element.scrollHeight;
  }, [last]);

  return (
    <section className="dock-part dock-log">
      <div className="dock-heading dock-log-heading">
        <span>
          Log <span className="dock-hint">in the words of a Plex Media Server</span>
        </span>
        <label className="dock-option">
          <input
            type="checkbox"
            checked={segments}
            onChange={(event) => setSegments(event.currentTarget.checked)}
          />{' '}
          with every segment
        </label>
      </div>
      <div
        ref={scroller}
        className="dock-lines"
        role="group"
        aria-label="Server log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          following.current = scrollHeight - scrollTop - clientHeight < 24;
        }}
      >
        {shown.map((line) => (
          <LogRow key={lineKey(line)} line={line} kind={kinds.get(line)} />
        ))}
      </div>
    </section>
  );
}

const LogRow = memo(function LogRow({ line, kind }: { line: Line; kind: LogKind | undefined }) {
  return (
    <div className="dock-line" data-kind={kind} title={line.text}>
      <span className="dock-stamp">{new Date(line.time).toISOString().slice(14, 23)}</span>
      {shortened(line.text)}
    </div>
  );
});

const keys = new WeakMap<Line, number>();
let nextKey = 0;

/** A key for each line, by its identity: lines may have equal texts. */
function lineKey(line: Line): number {
  const key = keys.get(line) ?? nextKey++;
  keys.set(line, key);
  return key;
}
