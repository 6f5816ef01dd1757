import { shaker } from '../sound/drums.ts';
import { echo, master, reverb } from '../sound/effects.ts';
import { around, notes } from '../sound/notes.ts';
import { mix, Track } from '../sound/track.ts';
import { bell, pad } from '../sound/voices.ts';

/** 66 beats a minute, D flat major: an electric piano in a large room, over soft pads. */
export function coolDown(): Float32Array {
  const shape = { seconds: (28 * 60) / 66, beatsPerMinute: 66 };
  const piano = bell(1, 0.9, 1.6);
  const chords = ['Db3 Ab3 C4 F4', 'Bb2 F3 Ab3 Db4', 'Gb2 Db3 F3 Bb3', 'Ab2 Eb3 Gb3 C4'].map(notes);
  const tune = ['Ab4', 'F4', 'Eb4', 'Db5', 'C5', 'Ab4', 'Bb4', 'Eb4'].map((name) => notes(name));
  const keys = new Track(shape);
  const air = new Track(shape);
  for (let bar = 0; bar < 6; bar += 1) {
    const chord = around(chords, bar);
    chord.forEach((note, index) => {
      keys.chord(piano, [note], bar * 4 + index * 0.12, 3.6, 0.3);
    });
    keys.chord(piano, [(chord[2] ?? 0) + 12], bar * 4 + 2, 1.5, 0.2);
    air.chord(pad(700), chord, bar * 4, 4, 0.2);
    if (bar > 0) {
      keys.chord(bell(2, 0.6, 1.2), around(tune, bar), bar * 4 + 1, 1.5, 0.26);
      keys.chord(bell(2, 0.6, 1.2), around(tune, bar + 3), bar * 4 + 2.5, 1.5, 0.22);
    }
  }
  keys.chord(piano, notes('Db3 Ab3 C4 F4 Ab4'), 24, 4, 0.26);
  air.drum(shaker(0.5), '.x', 0.1, { step: 1, until: 24 });
  return master(reverb(mix(echo(keys.sound, 0.682, 0.35, 0.3), air.sound), 1.15, 0.5), {
    rms: 0.12,
    fadeOut: 2.5,
  });
}
