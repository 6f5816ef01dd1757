import type { PlexServer } from 'coplay/testing';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { ServerGlobals, StoryPlex } from '../plex/story-plex.ts';
import { DeviceList } from './DeviceList.tsx';
import { LogView } from './LogView.tsx';
import { killedStreams, logKinds } from './log-kind.ts';
import { SessionList } from './SessionList.tsx';
import { throttled } from './throttled-subscription.ts';
import './dock.css';

interface ServerDockProps {
  plex: StoryPlex;
  globals: ServerGlobals;
  /** Whether it is open at first. */
  initiallyOpen: boolean;
}

/** Shows the state of the server of a story. It renders nothing of it while closed. Renders a `<details>`. */
export function ServerDock({ plex, globals, initiallyOpen }: ServerDockProps) {
  const [open, setOpen] = useState(initiallyOpen);
  if (plex.kind === 'real') {
    return (
      <aside className="dock dock-real">
        A real Plex Media Server plays this story. Its picture is in its own dashboard.
      </aside>
    );
  }
  return (
    <details className="dock" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="dock-summary">
        <span className="dock-title">Emulated Plex server</span>
        <span className="dock-chip">{globals.generation}</span>
        <span className="dock-chip">evict: {globals.evict}</span>
        {open ? <Counts server={plex.server} /> : null}
      </summary>
      {open ? <LivePicture server={plex.server} /> : null}
    </details>
  );
}

function useSnapshot(server: PlexServer) {
  const subscribe = useMemo(
    () => throttled((listener) => server.subscribe(listener), 250),
    [server],
  );
  return useSyncExternalStore(subscribe, () => server.snapshot());
}

function Counts({ server }: { server: PlexServer }) {
  const { devices, resources, jobs } = useSnapshot(server);
  return (
    <span className="dock-counts">
      {count(devices.length, 'device')} · {count(resources.length, 'session')} ·{' '}
      {count(jobs.length, 'transcode')}
    </span>
  );
}

function LivePicture({ server }: { server: PlexServer }) {
  const { devices, resources, ended, jobs, log } = useSnapshot(server);
  const kinds = useMemo(() => logKinds(log), [log]);
  const killed = useMemo(() => killedStreams(kinds), [kinds]);
  return (
    <div className="dock-body">
      <DeviceList devices={devices} resources={resources} />
      <SessionList resources={resources} ended={ended} killed={killed} jobs={jobs} />
      <LogView lines={log} kinds={kinds} />
    </div>
  );
}

function count(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}
