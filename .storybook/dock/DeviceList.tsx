import type { ServerSnapshot } from 'coplay/testing';

interface DeviceListProps {
  devices: ServerSnapshot['devices'];
  resources: ServerSnapshot['resources'];
}

/** Shows the account's device list: a row for each client identifier that was ever sent. Renders a `<section>`. */
export function DeviceList({ devices, resources }: DeviceListProps) {
  const playing = new Set(resources.map((resource) => resource.clientIdentifier));
  return (
    <section className="dock-part dock-devices">
      <p className="dock-heading">
        Client identifiers <span className="dock-hint">devices of the account</span>
      </p>
      {devices.length === 0 ? <p className="dock-empty">None yet.</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard */}
      <ul className="dock-rows" aria-label="Client identifiers" tabIndex={0}>
        {devices.map((device) => (
          <li
            key={device.clientIdentifier}
            className="dock-row"
            data-playing={playing.has(device.clientIdentifier) || undefined}
          >
            <span className="dock-dot" aria-hidden="true" />
            <code className="dock-identifier">{device.clientIdentifier}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
