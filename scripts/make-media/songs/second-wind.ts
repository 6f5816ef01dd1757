import { hat, kick, snare } from '../sound/drums.ts';
import { echo, master } from '../sound/effects.ts';
import { around, notes } from '../sound/notes.ts';
import { mix, Track } from '../sound/track.ts';
import { chip } from '../sound/voices.ts';

/** 150 beats a minute, B flat major: a fast tune in the style of a games console. */
export function secondWind(): Float32Array {
  const shape = { seconds: (58 * 60) / 150, beatsPerMinute: 150 };
  const chords = ['Bb3 D4 F4', 'G3 Bb3 D4', 'Eb3 G3 Bb3', 'F3 A3 C4'].map(notes);
  const tune =
    'F5 . D5 F5 G5 . F5 D5 Bb4 . D5 . G5 F5 D5 . Eb5 . G5 Bb5 A5 . G5 . F5 . A5 . C6 A5 F5 .'.split(
      ' ',
    );
  const lead = new Track(shape);
  const arp = new Track(shape);
  const drums = new Track(shape);
  for (let bar = 0; bar < 14; bar += 1) {
    const chord = around(chords, bar);
    for (let step = 0; step < 16; step += 1) {
      const lift = step % 6 >= 3 ? 12 : 0;
      arp.chord(chip(0.5), [around(chord, step) + lift], bar * 4 + step / 4, 0.22, 0.13);
    }
    for (const beat of [0, 1, 1.5, 2, 3, 3.5]) {
      arp.chord(chip(0.5), [(chord[0] ?? 0) - 24 + (beat % 1 ? 12 : 0)], bar * 4 + beat, 0.4, 0.26);
    }
    if (bar >= 4) {
      for (let step = 0; step < 8; step += 1) {
        const name = around(tune, (bar % 4) * 8 + step);
        if (name !== '.') lead.chord(chip(0.25), notes(name), bar * 4 + step / 2, 0.46, 0.24);
      }
    }
  }
  arp.chord(chip(0.5), notes('Bb2 F3 Bb3 D4'), 56, 1, 0.16);
  drums.drum(kick(170, 55, 0.09), 'x.....x.x.......', 0.7, { from: 8, until: 56.5 });
  drums.drum(snare(240, 0.06), '....x.......x..o', 0.42, { from: 8, until: 56 });
  drums.drum(hat(0.02), 'x.', 0.2, { from: 8, until: 56 });
  return master(mix(echo(lead.sound, 0.3, 0.3, 0.3), arp.sound, drums.sound), {
    rms: 0.14,
    fadeOut: 0.5,
  });
}
