import { fade, lowpass, render, seededRandom } from './wave.ts';

const TAU = Math.PI * 2;

/** A drum that falls in pitch from `high` to `low` Hz. */
export function kick(high = 150, low = 48, decay = 0.16): Float32Array {
  let phase = 0;
  return render(decay * 3, (t) => {
    phase += (low + (high - low) * Math.exp(-t / 0.03)) / 48_000;
    return Math.sin(TAU * phase) * Math.exp(-t / decay) * fade(t, decay * 3, 0.001, 0.05);
  });
}

/** A snare: noise with a tone below it. `tone` is in Hz, `snap` is the decay of the noise in seconds. */
export function snare(tone = 190, snap = 0.11): Float32Array {
  const random = seededRandom(11);
  const dark = lowpass(0.1);
  return render(0.4, (t) => {
    const hiss = dark(random() * 2 - 1, 6500) * Math.exp(-t / snap);
    const drum = Math.sin(TAU * tone * t) * Math.exp(-t / 0.06);
    return (0.75 * hiss + 0.5 * drum) * fade(t, 0.4, 0.001, 0.05);
  });
}

/** A hat: noise without its low half. A short decay is closed, a long one open. */
export function hat(decay = 0.035): Float32Array {
  const random = seededRandom(23);
  let last = 0;
  return render(decay * 5, (t) => {
    const now = random() * 2 - 1;
    const hiss = (now - last) * 0.5;
    last = now;
    return hiss * Math.exp(-t / decay) * fade(t, decay * 5, 0.001, decay);
  });
}

/** A clap: three bursts of noise at almost the same time. */
export function clap(): Float32Array {
  const random = seededRandom(37);
  const dark = lowpass(0.5);
  return render(0.3, (t) => {
    const hand = t < 0.03 ? Math.exp(-(t % 0.011) / 0.004) : Math.exp(-(t - 0.03) / 0.07);
    return dark(random() * 2 - 1, 2400) * hand * fade(t, 0.3, 0.001, 0.05);
  });
}

/** A rim shot. */
export function rim(frequency = 820): Float32Array {
  return render(0.09, (t) => {
    const tone = Math.sin(TAU * frequency * t) + 0.6 * Math.sin(TAU * frequency * 2.41 * t);
    return tone * Math.exp(-t / 0.014) * fade(t, 0.09, 0.0005, 0.02);
  });
}

/** A shaker: a soft swell of noise. */
export function shaker(seconds = 0.09): Float32Array {
  const random = seededRandom(41);
  let last = 0;
  return render(seconds, (t) => {
    const now = random() * 2 - 1;
    const hiss = (now - last) * 0.5;
    last = now;
    return hiss * Math.sin((Math.PI * t) / seconds) ** 2;
  });
}
