import type { ServerSnapshot } from 'coplay/testing';

type Resource = ServerSnapshot['resources'][number];

interface SessionListProps {
  resources: ServerSnapshot['resources'];
  ended: ServerSnapshot['ended'];
  /** The streams of `ended` that the server ended and not their player, by their names in the log. */
  killed: ReadonlySet<string>;
  jobs: ServerSnapshot['jobs'];
}

/** Number of ended streams that are shown. */
const endedShown = 3;

/** Shows the running streams with their transcodes, and those that ended last. Renders a `<section>`. */
export function SessionList({ resources, ended, killed, jobs }: SessionListProps) {
  return (
    <section className="dock-part dock-sessions">
      <p className="dock-heading">
        Sessions <span className="dock-hint">what plays now, and its transcode</span>
      </p>
      {resources.length === 0 ? <p className="dock-empty">Nothing plays.</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard */}
      <ul className="dock-rows" aria-label="Sessions" tabIndex={0}>
        {resources.map((resource) => (
          <li key={resource.pointer} className="dock-row" data-state={resource.state}>
            <SessionLine resource={resource} />
            <span className="dock-state">{resource.state}</span>
            {jobs
              .filter((job) => job.playbackId === resource.playbackId)
              .map((job) => (
                <code key={job.transcodeId} className="dock-job">
                  job {job.processId} · {job.transcodeId} · {job.segmentsServed} segments
                </code>
              ))}
          </li>
        ))}
        {ended
          .slice(-endedShown)
          .reverse()
          .map((resource) => (
            <li
              key={`${resource.pointer}-ended`}
              className="dock-row"
              data-state={
                killed.has(`${resource.pointer}:${resource.playbackId}`) ? 'killed' : 'ended'
              }
            >
              <SessionLine resource={resource} />
              <span className="dock-state">{resource.reason}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

function SessionLine({ resource }: { resource: Resource }) {
  return (
    <>
      <span className="dock-kind" data-kind={resource.kind}>
        {resource.kind}
      </span>
      <span className="dock-item">{resource.title}</span>
      <span className="dock-decision">{resource.decision}</span>
      <span className="dock-time">{clock(resource.timeMs)}</span>
    </>
  );
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
