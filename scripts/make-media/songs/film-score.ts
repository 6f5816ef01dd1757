import { kick, shaker } from '../sound/drums.ts';
import { echo, master, reverb } from '../sound/effects.ts';
import { around, notes } from '../sound/notes.ts';
import { mix, Track } from '../sound/track.ts';
import { bell, marimba, pad, pluck, type Voice } from '../sound/voices.ts';

/** Parameters of a film's score. */
export interface FilmScore {
  seconds: number;
  /** One chord every four seconds. */
  chords: readonly string[];
  /** Six notes: the tone of every second, a step up every ten seconds. */
  ladder: string;
  tone: Voice;
  brightness: number;
  /** A soft pulse on every second, 0 to 1. */
  pulse: number;
}

/**
 * A score that tells the time: one soft tone each second, a chord on every tenth. The tone climbs
 * the ladder every ten seconds, so a listener or a test can hear the rough position in the film.
 */
export function filmScore(score: FilmScore): Float32Array {
  const shape = { seconds: score.seconds, beatsPerMinute: 60 };
  const air = new Track(shape);
  const ticks = new Track(shape);
  const floor = new Track(shape);
  const ladder = notes(score.ladder);
  for (let second = 0; second < score.seconds; second += 4) {
    air.chord(pad(score.brightness), notes(around(score.chords, second / 4)), second, 4, 0.24);
  }
  for (let second = 0; second < score.seconds; second += 1) {
    const note = around(ladder, Math.floor(second / 10));
    const strong = second % 10 === 0;
    ticks.chord(
      score.tone,
      strong ? [note, note + 7, note + 12] : [note],
      second,
      0.8,
      strong ? 0.3 : 0.24,
    );
    if (second % 2 === 1) ticks.chord(score.tone, [note + 12], second + 0.5, 0.4, 0.1);
  }
  if (score.pulse > 0) {
    floor.drum(kick(90, 46, 0.18), 'x.', score.pulse * 0.6, { step: 0.5 });
    floor.drum(shaker(0.12), '.x', score.pulse * 0.16, { step: 0.25 });
  }
  return master(
    mix(reverb(air.sound, 1.1, 0.4), echo(ticks.sound, 0.375, 0.3, 0.25), floor.sound),
    {
      rms: 0.1,
      fadeOut: 0.4,
    },
  );
}

export const SUNRISE_SCORE: Omit<FilmScore, 'seconds'> = {
  chords: ['D3 A3 E4 F#4', 'B2 F#3 A3 D4', 'G2 D3 B3 F#4', 'A2 E3 B3 C#4'],
  ladder: 'D4 E4 F#4 A4 B4 D5',
  tone: pluck(0.4, 2600),
  brightness: 1200,
  pulse: 0.9,
};

export const NIGHT_SCORE: Omit<FilmScore, 'seconds'> = {
  chords: ['C#3 G#3 B3 E4', 'A2 E3 G#3 C#4', 'F#2 C#3 A3 E4', 'B2 F#3 A3 E4'],
  ladder: 'C#5 E5 F#5 G#5 B5 C#6',
  tone: bell(2.76, 0.8, 0.7),
  brightness: 620,
  pulse: 0.3,
};

export const HARBOUR_SCORE: Omit<FilmScore, 'seconds'> = {
  chords: ['F3 C4 E4 A4', 'G3 B3 D4 A4', 'E3 B3 D4 G4', 'A3 C4 E4 G4'],
  ladder: 'A4 C5 D5 E5 G5 A5',
  tone: marimba,
  brightness: 900,
  pulse: 0.6,
};
