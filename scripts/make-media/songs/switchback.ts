import { clap, hat, kick, rim } from '../sound/drums.ts';
import { echo, master, reverb } from '../sound/effects.ts';
import { around, notes } from '../sound/notes.ts';
import { mix, Track } from '../sound/track.ts';
import { bass, bell } from '../sound/voices.ts';

/** 140 beats a minute at half time, E Phrygian: glass bells, a long sub bass, quick hats. */
export function switchback(): Float32Array {
  const shape = { seconds: (52 * 60) / 140, beatsPerMinute: 140 };
  const glass = bell(3.5, 1.8, 0.8);
  const lines = ['E4 B4 G4 F4 E4 D4', 'F4 C5 A4 G4 F4 C4'].map(notes);
  const bells = new Track(shape);
  const low = new Track(shape);
  const drums = new Track(shape);
  for (let bar = 0; bar < 12; bar += 1) {
    const line = around(lines, Math.floor(bar / 2));
    [0, 0.75, 1.5, 2, 2.75, 3.5].forEach((beat, index) => {
      const lift = bar % 4 === 3 && index > 3 ? 12 : 0;
      bells.chord(
        glass,
        [around(line, index) + 12 + lift],
        bar * 4 + beat,
        0.5,
        index === 0 ? 0.34 : 0.24,
      );
    });
    if (bar >= 2) {
      const root = around(notes('E1 E1 F1 F1'), bar) + 12;
      low.chord(bass(160, 0.9), [root], bar * 4, 1.3, 0.8);
      low.chord(bass(160, 0.9), [root], bar * 4 + 2.5, 0.9, 0.65);
    }
  }
  bells.chord(glass, notes('E4 B4 G5'), 48, 2, 0.26);
  drums.drum(kick(120, 42, 0.25), 'x.........x.....', 0.9, { from: 8, until: 48 });
  drums.drum(clap(), '........x.......', 0.6, { from: 8, until: 48 });
  drums.drum(hat(0.02), 'x.x.x.x.xxx.x.xxx.x.xxxxx.x.x.x.', 0.17, {
    from: 16,
    until: 48,
    step: 0.25,
  });
  drums.drum(rim(640), '...x..x......x..', 0.2, { from: 24, until: 48 });
  return master(
    mix(reverb(echo(bells.sound, 0.321, 0.4, 0.35), 0.9, 0.3), low.sound, drums.sound),
    { rms: 0.15, fadeOut: 1.2 },
  );
}
