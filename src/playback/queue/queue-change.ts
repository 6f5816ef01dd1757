type Name = string | undefined;

/**
 * For each entry of the new list, the index of the same entry in the old list, or `undefined` for a new entry. Entries are
 * matched by name, each old one at most once. If several have the name of the current one, the one with its neighbours matches.
 */
export function matchEntries(
  old: readonly Name[],
  current: number,
  names: readonly Name[],
): (number | undefined)[] {
  const left = new Map<Name, number[]>();
  // From the end, so that `pop()` returns the first one.
  for (let at = old.length - 1; at >= 0; at -= 1) {
    if (at === current) continue;
    const places = left.get(old[at]);
    if (places) places.push(at);
    else left.set(old[at], [at]);
  }
  const pinned = findCurrent(old, current, names);
  return names.map((name, at) => (at === pinned ? current : left.get(name)?.pop()));
}

/** The index of the current entry in the new list, if it is still there. */
function findCurrent(
  old: readonly Name[],
  current: number,
  names: readonly Name[],
): number | undefined {
  const name = old[current];
  const candidates = names.flatMap((one, at) => (name !== undefined && one === name ? at : []));
  const neighbours = (at: number) =>
    Number(names[at - 1] === old[current - 1]) + Number(names[at + 1] === old[current + 1]);
  return candidates.sort(
    (a, b) =>
      neighbours(b) - neighbours(a) || Math.abs(a - current) - Math.abs(b - current) || a - b,
  )[0];
}

/** The new index of the current entry; if it is gone, of the one after it, else of the one before it, else 0. */
export function placeAfterChange(
  kept: readonly (number | undefined)[],
  current: number,
  oldLength: number,
): number {
  const places = new Map(kept.map((from, at) => [from, at]));
  for (let at = Math.max(0, current); at < oldLength; at += 1) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  for (let at = current - 1; at >= 0; at -= 1) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  return 0;
}
