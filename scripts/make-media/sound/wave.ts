/** Sound is mono: one number from -1 to 1 per sample, 48,000 samples a second. */
export const SAMPLE_RATE = 48_000;

/** A seeded noise source (mulberry32): the same seed gives the same media, byte for byte. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Frequency of a MIDI note number; 69 is A4 = 440 Hz. Fractions are detuning. */
export function pitch(midi: number): number {
  return 440 * 2 ** ((midi - 69) / 12);
}

/** Calls `sample` for each sample of a new sound; `t` is in seconds. */
export function render(
  seconds: number,
  sample: (t: number, index: number) => number,
): Float32Array {
  const sound = new Float32Array(Math.max(1, Math.round(seconds * SAMPLE_RATE)));
  for (let index = 0; index < sound.length; index += 1) {
    sound[index] = sample(index / SAMPLE_RATE, index);
  }
  return sound;
}

/** Rounds the corner of a saw or square so that high notes don't alias (polyBLEP). */
function corner(phase: number, step: number): number {
  if (phase < step) {
    const x = phase / step;
    return x + x - x * x - 1;
  }
  if (phase > 1 - step) {
    const x = (phase - 1) / step;
    return x * x + x + x + 1;
  }
  return 0;
}

/** A saw oscillator: call it once per sample. `start` is its phase, 0 to 1. */
export function saw(frequency: number, start = 0): () => number {
  const step = frequency / SAMPLE_RATE;
  let phase = start % 1;
  return () => {
    const value = 2 * phase - 1 - corner(phase, step);
    phase = (phase + step) % 1;
    return value;
  };
}

/** A pulse oscillator; `width` 0.5 is a square. */
export function pulse(frequency: number, width = 0.5): () => number {
  const step = frequency / SAMPLE_RATE;
  let phase = 0;
  return () => {
    const value =
      (phase < width ? 1 : -1) + corner(phase, step) - corner((phase + 1 - width) % 1, step);
    phase = (phase + step) % 1;
    return value;
  };
}

/** A low-pass filter with resonance (state variable): call with the input and the cut-off in Hz. */
export function lowpass(resonance = 0.3): (input: number, cutoff: number) => number {
  let low = 0;
  let band = 0;
  const damping = 2 - 1.9 * resonance;
  return (input, cutoff) => {
    const g = Math.tan((Math.PI * Math.min(cutoff, SAMPLE_RATE * 0.42)) / SAMPLE_RATE);
    const high = (input - low - (damping + g) * band) / (1 + g * (damping + g));
    const bandNow = g * high + band;
    band = g * high + bandNow;
    const lowNow = g * bandNow + low;
    low = g * bandNow + lowNow;
    return lowNow;
  };
}

/** An envelope: rises for `attack`, holds, and falls for `release`, which ends at `seconds`. */
export function fade(t: number, seconds: number, attack: number, release: number): number {
  if (t < attack) return t / attack;
  const left = seconds - t;
  return left < release ? Math.max(0, left / release) : 1;
}
