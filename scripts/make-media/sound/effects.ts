import { SAMPLE_RATE } from './wave.ts';

/** An echo whose repeats get quieter and darker. */
export function echo(
  sound: Float32Array,
  seconds: number,
  feedback: number,
  wet: number,
): Float32Array {
  const distance = Math.round(seconds * SAMPLE_RATE);
  const line = new Float32Array(sound.length);
  const out = new Float32Array(sound.length);
  let dark = 0;
  for (let index = 0; index < sound.length; index += 1) {
    const delayed = line[index - distance] ?? 0;
    dark += 0.4 * (delayed - dark);
    line[index] = (sound[index] ?? 0) + dark * feedback;
    out[index] = (sound[index] ?? 0) + delayed * wet;
  }
  return out;
}

/** A reverb: four combs and two all-passes (Schroeder). `size` 1 is a hall. */
export function reverb(sound: Float32Array, size: number, wet: number): Float32Array {
  const room = new Float32Array(sound.length);
  for (const [delay, decay] of [
    [1687, 0.773],
    [1601, 0.802],
    [2053, 0.753],
    [2251, 0.733],
  ] as const) {
    const distance = Math.round(delay * size);
    const line = new Float32Array(distance);
    let dark = 0;
    for (let index = 0; index < sound.length; index += 1) {
      const delayed = line[index % distance] ?? 0;
      dark += 0.55 * (delayed - dark);
      line[index % distance] = (sound[index] ?? 0) + dark * (decay + 0.1);
      room[index] = (room[index] ?? 0) + delayed * 0.25;
    }
  }
  for (const distance of [347, 113]) {
    const line = new Float32Array(distance);
    for (let index = 0; index < room.length; index += 1) {
      const delayed = line[index % distance] ?? 0;
      const input = (room[index] ?? 0) + delayed * 0.7;
      line[index % distance] = input;
      room[index] = delayed - input * 0.7;
    }
  }
  return room.map((value, index) => (sound[index] ?? 0) + value * wet);
}

/** Lowers a sound for a moment on each beat, as a compressor keyed by the kick does. */
export function pump(sound: Float32Array, beatSeconds: number, depth: number): Float32Array {
  return sound.map((value, index) => {
    const since = (index / SAMPLE_RATE) % beatSeconds;
    return value * (1 - depth * Math.exp(-since / 0.11));
  });
}

/**
 * Mastering: soft-clips peaks, sets every track to the same loudness (`rms`), and fades the start
 * and the end to avoid clicks.
 */
export function master(sound: Float32Array, o?: { rms?: number; fadeOut?: number }): Float32Array {
  let energy = 0;
  for (const value of sound) energy += value * value;
  const gain = (o?.rms ?? 0.13) / Math.sqrt(energy / sound.length || 1);
  const fadeOut = Math.round((o?.fadeOut ?? 0.6) * SAMPLE_RATE);
  const fadeIn = Math.round(0.004 * SAMPLE_RATE);
  return sound.map((value, index) => {
    const edge = Math.min(1, index / fadeIn, (sound.length - 1 - index) / fadeOut);
    return 0.92 * Math.tanh((value * gain) / 0.92) * edge;
  });
}
