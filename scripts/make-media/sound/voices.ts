import { fade, lowpass, pitch, pulse, render, saw } from './wave.ts';

/** An instrument: a MIDI note number and a length in seconds make a sound. */
export type Voice = (note: number, seconds: number) => Float32Array;

const TAU = Math.PI * 2;

/** Three detuned saws behind a slow filter: warm, for chords. */
export function pad(brightness = 1100): Voice {
  return (note, seconds) => {
    const length = seconds + 0.6;
    const saws = [0, 0.08, -0.07].map((detune, index) => saw(pitch(note + detune), index * 0.31));
    const filter = lowpass(0.1);
    return render(length, (t) => {
      const raw = saws.reduce((sum, next) => sum + next(), 0) / 3;
      const sweep = brightness * (0.75 + 0.25 * Math.sin(t * 1.7));
      return filter(raw, sweep) * fade(t, length, Math.min(0.5, seconds * 0.3), 0.6);
    });
  };
}

/** A plucked string: bright at the start, dark soon after. */
export function pluck(decay = 0.35, brightness = 5200): Voice {
  return (note, seconds) => {
    const length = Math.max(seconds, decay * 3);
    const string = saw(pitch(note));
    const body = pulse(pitch(note + 0.05), 0.3);
    const filter = lowpass(0.25);
    return render(length, (t) => {
      const cutoff = 260 + brightness * Math.exp(-t / (decay * 0.5));
      const raw = 0.6 * string() + 0.4 * body();
      return filter(raw, cutoff) * Math.exp(-t / decay) * fade(t, length, 0.003, 0.05);
    });
  };
}

/** A bell by frequency modulation; `ratio` 3.5 is glassy, 2 is close to an electric piano. */
export function bell(ratio = 3.5, depth = 2.4, decay = 0.9): Voice {
  return (note, seconds) => {
    const length = Math.max(seconds, decay * 3);
    const frequency = pitch(note);
    return render(length, (t) => {
      const modulator =
        Math.sin(TAU * frequency * ratio * t) * depth * Math.exp(-t / (decay * 0.4));
      return (
        Math.sin(TAU * frequency * t + modulator) *
        Math.exp(-t / decay) *
        fade(t, length, 0.004, 0.08)
      );
    });
  };
}

/** A wooden bar: a sine, its fourth harmonic, and a knock. */
export const marimba: Voice = (note, seconds) => {
  const length = Math.max(seconds, 0.9);
  const frequency = pitch(note);
  return render(length, (t) => {
    const bar = Math.sin(TAU * frequency * t) * Math.exp(-t / 0.28);
    const overtone = 0.35 * Math.sin(TAU * frequency * 3.93 * t) * Math.exp(-t / 0.07);
    const knock = 0.2 * Math.sin(TAU * frequency * 9.2 * t) * Math.exp(-t / 0.018);
    return (bar + overtone + knock) * fade(t, length, 0.002, 0.1);
  });
};

/** Drawbars: octave, fifth and octave above, with a slow rotor. */
export const organ: Voice = (note, seconds) => {
  const length = seconds + 0.08;
  const frequency = pitch(note);
  return render(length, (t) => {
    const wobble = 0.0016 * Math.sin(TAU * 5.8 * t);
    const at = TAU * frequency * (t + wobble / 5.8);
    const tone =
      Math.sin(at) + 0.6 * Math.sin(2 * at) + 0.35 * Math.sin(3 * at) + 0.2 * Math.sin(4 * at);
    return 0.5 * tone * fade(t, length, 0.012, 0.07);
  });
};

/** A round bass: a filtered saw over a sine. `bite` opens the filter at the start, in Hz. */
export function bass(bite = 700, sustain = 0.5): Voice {
  return (note, seconds) => {
    const length = seconds + 0.04;
    const frequency = pitch(note);
    const string = saw(frequency);
    const filter = lowpass(0.45);
    return render(length, (t) => {
      const raw = filter(string(), 130 + bite * Math.exp(-t / 0.09));
      const body = Math.sin(TAU * frequency * t);
      const level = sustain + (1 - sustain) * Math.exp(-t / 0.2);
      return (0.6 * raw + 0.6 * body) * level * fade(t, length, 0.005, 0.04);
    });
  };
}

/** The lead of an old games console. `width` sets its colour. */
export function chip(width = 0.25): Voice {
  return (note, seconds) => {
    const wave = pulse(pitch(note), width);
    return render(seconds, (t) => wave() * Math.exp(-t / 0.5) * fade(t, seconds, 0.002, 0.015));
  };
}

/** Seven detuned saws in one: wide and bright, for stabs. */
export function wideSaw(cutoff = 3800): Voice {
  return (note, seconds) => {
    const length = seconds + 0.12;
    const saws = [-0.16, -0.1, -0.05, 0, 0.05, 0.11, 0.17].map((detune, index) =>
      saw(pitch(note + detune), index * 0.37),
    );
    const filter = lowpass(0.2);
    return render(length, (t) => {
      const raw = saws.reduce((sum, next) => sum + next(), 0) / 5;
      return filter(raw, 500 + cutoff * Math.exp(-t / 0.22)) * fade(t, length, 0.004, 0.12);
    });
  };
}
