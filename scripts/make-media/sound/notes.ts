const STEPS: Record<string, number> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** Note names to MIDI numbers: `notes('C3 Eb3 F#4')`. C4 is 60. */
export function notes(names: string): number[] {
  return names.split(/\s+/).map((name) => {
    const [, letter = '', sign, octave] = /^([A-G])([#b]?)(\d)$/.exec(name) ?? [];
    const step = STEPS[letter];
    if (step === undefined)
      throw new Error(`coplay: ${name} is not a note. Write it like C4 or F#3.`);
    return step + (sign === '#' ? 1 : sign === 'b' ? -1 : 0) + 12 * (Number(octave) + 1);
  });
}

/** The element at an index that may be past the end: the list repeats. */
export function around<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('coplay: an empty list has no elements.');
  return item;
}
