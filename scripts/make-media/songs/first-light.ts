import { kick, rim, shaker } from '../sound/drums.ts';
import { echo, master, reverb } from '../sound/effects.ts';
import { around, notes } from '../sound/notes.ts';
import { mix, Track } from '../sound/track.ts';
import { bass, pad, pluck } from '../sound/voices.ts';

/** 92 beats a minute, C major: warm chords, and a plucked arpeggio that builds up bar by bar. */
export function firstLight(): Float32Array {
  const shape = { seconds: (36 * 60) / 92, beatsPerMinute: 92 };
  const chords = ['C3 G3 D4 E4', 'A2 G3 C4 E4', 'F2 A3 C4 G4', 'G2 B3 D4 A4'].map(notes);
  const air = new Track(shape);
  const strings = new Track(shape);
  const floor = new Track(shape);
  for (let bar = 0; bar < 8; bar += 1) {
    const chord = around(chords, bar);
    air.chord(pad(1300), chord, bar * 4, 4, 0.3);
    const ladder = [...chord.slice(1), (chord[1] ?? 0) + 12, (chord[2] ?? 0) + 12];
    for (let step = 0; step < 8; step += 1) {
      if (bar < 2 && step % 2 === 1) continue;
      const note = around(ladder, [0, 2, 1, 3, 4, 2, 3, 1][step] ?? 0);
      strings.chord(
        pluck(0.4, 3600),
        [note + 12],
        bar * 4 + step / 2,
        0.5,
        step % 4 === 0 ? 0.5 : 0.36,
      );
    }
    if (bar >= 2) floor.chord(bass(300, 0.6), [(chord[0] ?? 0) - 12], bar * 4, 3.5, 0.5);
  }
  air.chord(pad(1300), notes('C3 G3 D4 E4'), 32, 3, 0.3);
  floor.drum(kick(110, 45, 0.2), 'x.....x...x.....', 0.6, { from: 8, until: 32 });
  floor.drum(rim(), '....x.......x..o', 0.22, { from: 16, until: 32 });
  floor.drum(shaker(), 'o.x.', 0.22, { from: 8, until: 32 });
  return master(
    mix(reverb(air.sound, 1, 0.4), echo(strings.sound, 0.489, 0.45, 0.4), floor.sound),
    { fadeOut: 1.4 },
  );
}
