import { kick, rim, shaker } from '../sound/drums.ts';
import { master, reverb } from '../sound/effects.ts';
import { around, notes } from '../sound/notes.ts';
import { mix, Track } from '../sound/track.ts';
import { bass, marimba } from '../sound/voices.ts';

/** Six to the bar, G Mixolydian: two marimbas in turn, climbing a step every two bars. */
export function hillRepeats(): Float32Array {
  // A beat here is an eighth note: 200 of them a minute, six to the bar.
  const shape = { seconds: (80 * 60) / 200, beatsPerMinute: 200 };
  const chords = ['G3 B3 D4 G4', 'F3 A3 C4 F4', 'C4 E4 G4 C5', 'D4 F4 A4 D5'].map(notes);
  const wood = new Track(shape);
  const floor = new Track(shape);
  for (let bar = 0; bar < 12; bar += 1) {
    const chord = around(chords, Math.floor(bar / 2));
    [0, 2, 1, 3, 1, 2].forEach((step, index) => {
      wood.chord(marimba, [around(chord, step)], bar * 6 + index, 1, index % 3 === 0 ? 0.5 : 0.34);
    });
    if (bar >= 4) {
      for (const [beat, step] of [
        [0, 3],
        [1.5, 2],
        [3, 1],
        [4.5, 2],
      ] as const) {
        wood.chord(marimba, [around(chord, step) + 12], bar * 6 + beat, 1, 0.36);
      }
    }
    if (bar >= 2) {
      floor.chord(bass(420, 0.5), [(chord[0] ?? 0) - 12], bar * 6, 2.6, 0.5);
      floor.chord(bass(420, 0.5), [(chord[2] ?? 0) - 12], bar * 6 + 3, 2.2, 0.4);
    }
  }
  wood.chord(marimba, notes('G3 B3 D4 G4 G5'), 72, 4, 0.3);
  floor.chord(bass(420, 0.5), notes('G2'), 72, 4, 0.5);
  floor.drum(kick(100, 52, 0.12), 'x..o..', 0.6, { step: 1, from: 12, until: 73 });
  floor.drum(shaker(0.11), 'xoo', 0.3, { step: 1, from: 24, until: 72 });
  floor.drum(rim(1050), '...x.x......x...', 0.2, { step: 1.5, from: 24, until: 72 });
  return master(mix(reverb(wood.sound, 0.6, 0.22), floor.sound), { rms: 0.14, fadeOut: 1 });
}
