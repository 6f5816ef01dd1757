import { master, reverb } from '../sound/effects.ts';
import { around, notes } from '../sound/notes.ts';
import { mix, Track } from '../sound/track.ts';
import { bell, pad } from '../sound/voices.ts';
import { lowpass, render, seededRandom } from '../sound/wave.ts';

/** 36 s without a beat, D major pentatonic: bells over waves of noise. */
export function tideTable(): Float32Array {
  const seconds = 36;
  const shape = { seconds, beatsPerMinute: 60 };
  const random = seededRandom(5);
  const filter = lowpass(0.2);
  const waves = render(seconds, (t) => {
    const swell = (0.5 - 0.5 * Math.cos((2 * Math.PI * t) / 8)) ** 2;
    return filter(random() * 2 - 1, 250 + 1700 * swell) * (0.05 + 0.2 * swell);
  });
  const tones = new Track(shape);
  const chords = ['D2 A2 F#3 E4', 'B2 F#3 D4 A4', 'G2 D3 B3 F#4', 'A2 E3 B3 D4'].map(notes);
  const scale = notes('D5 F#4 A4 B4 E5 A5 F#5 B4');
  for (let beat = 0; beat < 32; beat += 8)
    tones.chord(pad(800), around(chords, beat / 8), beat, 8, 0.22);
  for (let index = 0, beat = 1; beat < 33; index += 1, beat += around([2, 1.5, 2.5, 1], index)) {
    tones.chord(bell(2.76, 0.9, 2), [around(scale, index * 3 + (index % 4))], beat, 2, 0.16);
  }
  return master(mix(waves, reverb(tones.sound, 1.2, 0.6)), { rms: 0.1, fadeOut: 3 });
}
