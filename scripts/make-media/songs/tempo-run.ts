import { clap, hat, kick } from '../sound/drums.ts';
import { echo, master, pump } from '../sound/effects.ts';
import { around, notes } from '../sound/notes.ts';
import { mix, Track } from '../sound/track.ts';
import { bass, chip, wideSaw } from '../sound/voices.ts';

/** 128 beats a minute, A minor: four to the floor, bass off the beat, wide stabs. */
export function tempoRun(): Float32Array {
  const shape = { seconds: (50 * 60) / 128, beatsPerMinute: 128 };
  const chords = ['A3 C4 E4', 'F3 A3 C4', 'C4 E4 G4', 'G3 B3 D4'].map(notes);
  const roots = notes('A1 F1 C2 G1');
  const stabs = new Track(shape);
  const low = new Track(shape);
  const high = new Track(shape);
  const drums = new Track(shape);
  for (let bar = 0; bar < 12; bar += 1) {
    const chord = around(chords, bar);
    for (const beat of [0, 0.75, 1.5, 2.5, 3.25]) {
      stabs.chord(wideSaw(bar < 4 ? 1200 : 4200), chord, bar * 4 + beat, 0.4, 0.2);
    }
    for (let beat = 0; beat < 4; beat += 1) {
      low.chord(bass(1100, 0.7), [around(roots, bar)], bar * 4 + beat + 0.5, 0.4, 0.55);
    }
    if (bar >= 4) {
      for (let step = 0; step < 16; step += 1) {
        if ([3, 7, 10, 15].includes(step)) continue;
        const note = around(chord, step * 2 + (step % 3)) + 12;
        high.chord(chip(0.4), [note], bar * 4 + step / 4, 0.2, 0.09);
      }
    }
  }
  stabs.chord(wideSaw(2600), notes('A3 C4 E4'), 48, 1.6, 0.22);
  drums.drum(kick(), 'x...', 0.95, { until: 48.5 });
  drums.drum(hat(0.06), '..x.', 0.3, { from: 16, until: 48 });
  drums.drum(hat(), 'xoxo', 0.12, { from: 8, until: 48 });
  drums.drum(clap(), '....x...', 0.5, { from: 16, until: 48 });
  const pumped = pump(mix(stabs.sound, low.sound), 60 / 128, 0.75);
  return master(mix(pumped, echo(high.sound, 0.352, 0.4, 0.35), drums.sound), {
    rms: 0.16,
    fadeOut: 0.5,
  });
}
