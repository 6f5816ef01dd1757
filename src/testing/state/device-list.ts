import type { RequestFacts } from '../http/request-facts.ts';
import { maskToken } from '../server-log.ts';
import type { Device } from '../server-snapshot.ts';

/** The account's devices: a row for each client identifier that was ever sent. */
export interface DeviceList {
  all(): Device[];
  /** Adds a row at the first request of a client. */
  note(facts: RequestFacts): void;
}

export function createDeviceList({
  now,
  token,
  changed,
}: {
  readonly now: () => number;
  readonly token: string | null;
  readonly changed: () => void;
}): DeviceList {
  const devices = new Map<string, Device>();
  const shown = (text: string) => maskToken(text, token);
  return {
    all: () => [...devices.values()],
    note({ sentClientIdentifier: id, product, platform, deviceName }) {
      if (id === undefined || devices.has(id)) return;
      const device: Device = {
        clientIdentifier: shown(id),
        product: shown(product),
        platform: shown(platform),
        name: shown(deviceName || product || platform),
        firstSeen: now(),
      };
      devices.set(id, Object.freeze(device));
      changed();
    },
  };
}
