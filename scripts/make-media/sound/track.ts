import type { Voice } from './voices.ts';
import { render, SAMPLE_RATE } from './wave.ts';

/**
 * A track to which sounds are added at beats. Sound past the end is cut, so leave room after the
 * last beats.
 */
export class Track {
  readonly sound: Float32Array;
  readonly beatSeconds: number;

  constructor(options: { seconds: number; beatsPerMinute: number }) {
    this.sound = new Float32Array(Math.round(options.seconds * SAMPLE_RATE));
    this.beatSeconds = 60 / options.beatsPerMinute;
  }

  /** Length in beats. */
  get beats(): number {
    return this.sound.length / SAMPLE_RATE / this.beatSeconds;
  }

  /** Adds a sound at a beat. 0 is the start; fractions are allowed. */
  add(sound: Float32Array, beat: number, gain: number): void {
    const from = Math.round(beat * this.beatSeconds * SAMPLE_RATE);
    const until = Math.min(sound.length, this.sound.length - from);
    for (let index = 0; index < until; index += 1) {
      this.sound[from + index] = (this.sound[from + index] ?? 0) + (sound[index] ?? 0) * gain;
    }
  }

  /** Plays notes together. `length` is in beats. */
  chord(voice: Voice, notes: readonly number[], beat: number, length: number, gain: number): void {
    for (const note of notes) this.add(voice(note, length * this.beatSeconds), beat, gain);
  }

  /**
   * Repeats a pattern, one character per step: `x` is a hit, `o` a soft hit, anything else a rest.
   * `step` is in beats; `from` and `until` are beats.
   */
  drum(
    sound: Float32Array,
    pattern: string,
    gain: number,
    o?: { step?: number; from?: number; until?: number },
  ): void {
    const step = o?.step ?? 0.25;
    const until = o?.until ?? this.beats;
    for (let beat = o?.from ?? 0, at = 0; beat < until - 1e-6; beat += step, at += 1) {
      const hit = pattern[at % pattern.length];
      if (hit === 'x') this.add(sound, beat, gain);
      if (hit === 'o') this.add(sound, beat, gain * 0.45);
    }
  }
}

/** Mixes tracks of equal length into one. */
export function mix(...tracks: readonly Float32Array[]): Float32Array {
  const longest = Math.max(...tracks.map((track) => track.length));
  return render(longest / SAMPLE_RATE, (_t, index) =>
    tracks.reduce((sum, track) => sum + (track[index] ?? 0), 0),
  );
}
