import { clap, hat, kick, snare } from '../sound/drums.ts';
import { echo, master } from '../sound/effects.ts';
import { around, notes } from '../sound/notes.ts';
import { mix, Track } from '../sound/track.ts';
import { bass, bell } from '../sound/voices.ts';

/** 108 beats a minute, D Dorian: a funk bass with holes in it under an electric piano. */
export function cadence(): Float32Array {
  const shape = { seconds: (42 * 60) / 108, beatsPerMinute: 108 };
  const piano = bell(2, 1.1, 0.55);
  const chords = ['F3 A3 C4 E4', 'F3 B3 D4 E4'].map(notes);
  const riff: readonly (readonly [number, string])[] = [
    [0, 'D2'],
    [0.75, 'D2'],
    [1.5, 'F2'],
    [1.75, 'G2'],
    [2.5, 'A2'],
    [3.25, 'C3'],
    [3.5, 'A2'],
    [4, 'G2'],
    [4.75, 'G2'],
    [5.5, 'B2'],
    [6, 'D3'],
    [6.5, 'C3'],
    [7, 'A2'],
    [7.5, 'F2'],
  ];
  const keys = new Track(shape);
  const low = new Track(shape);
  const drums = new Track(shape);
  for (let bar = 0; bar < 10; bar += 1) {
    for (const beat of bar % 2 === 0 ? [0.5, 1.25, 2.75] : [0.5, 2, 2.75, 3.5]) {
      keys.chord(piano, around(chords, bar), bar * 4 + beat, 0.4, 0.2);
    }
    if (bar >= 4 && bar % 2 === 1) {
      notes('A4 C5 D5 F5 E5').forEach((note, index) => {
        keys.chord(piano, [note], bar * 4 + 1 + index / 2, 0.4, 0.24);
      });
    }
  }
  for (let start = 0; start < 40; start += 8) {
    for (const [beat, name] of riff)
      low.chord(bass(1500, 0.35), notes(name), start + beat, 0.22, 0.75);
  }
  low.chord(bass(1500, 0.5), notes('D2'), 40, 1, 0.75);
  keys.chord(piano, notes('F3 A3 C4 E4 A4'), 40, 1.5, 0.2);
  drums.drum(kick(130, 50, 0.13), 'x..x..x...x.....', 0.85, { until: 40.5 });
  drums.drum(snare(), '....x..o.o..x...', 0.5, { from: 8, until: 40 });
  drums.drum(clap(), '............x...', 0.25, { from: 24, until: 40 });
  drums.drum(hat(0.025), 'xoxxxoxo', 0.2, { from: 4, until: 40 });
  return master(mix(echo(keys.sound, 0.417, 0.3, 0.25), low.sound, drums.sound), {
    rms: 0.15,
    fadeOut: 0.5,
  });
}
