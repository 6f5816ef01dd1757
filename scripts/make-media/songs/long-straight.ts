import { hat, kick, snare } from '../sound/drums.ts';
import { echo, master } from '../sound/effects.ts';
import { around, notes } from '../sound/notes.ts';
import { mix, Track } from '../sound/track.ts';
import { bass, organ, pluck } from '../sound/voices.ts';

/** 120 beats a minute, F Lydian: eighths in the bass, an organ above. */
export function longStraight(): Float32Array {
  const shape = { seconds: (46 * 60) / 120, beatsPerMinute: 120 };
  const chords = ['F3 A3 C4', 'G3 B3 D4', 'A3 C4 E4', 'G3 B3 D4'].map(notes);
  const keys = new Track(shape);
  const low = new Track(shape);
  const drums = new Track(shape);
  const melody = 'C5 B4 A4 G4 E5 D5 B4 C5';
  for (let bar = 0; bar < 11; bar += 1) {
    const two = Math.floor(bar / 2);
    const chord = around(chords, two);
    keys.chord(organ, chord, bar * 4, 3.9, 0.14);
    for (let step = 0; step < 8; step += 1) {
      const root = (chord[0] ?? 0) - 24 + (step % 8 === 6 ? 7 : step % 8 === 7 ? 12 : 0);
      low.chord(bass(520, 0.6), [root], bar * 4 + step / 2, 0.42, 0.55);
    }
    if (bar >= 3) {
      keys.chord(pluck(0.7, 2600), [around(notes(melody), bar)], bar * 4, 2, 0.34);
      keys.chord(pluck(0.5, 2600), [around(notes(melody), bar + 3)], bar * 4 + 2.5, 1, 0.24);
    }
  }
  keys.chord(organ, notes('F3 A3 C4 F4'), 44, 1.4, 0.14);
  drums.drum(kick(125, 50, 0.12), 'x.x.....x.x.....', 0.8, { until: 44 });
  drums.drum(snare(210, 0.08), '....x.......x...', 0.45, { from: 4, until: 44 });
  drums.drum(hat(0.03), 'x.o.', 0.24, { from: 4, until: 44 });
  drums.drum(hat(0.2), `x${'.'.repeat(63)}`, 0.25, { from: 12, until: 44 });
  return master(mix(echo(keys.sound, 0.375, 0.35, 0.28), low.sound, drums.sound), {
    rms: 0.15,
    fadeOut: 0.6,
  });
}
