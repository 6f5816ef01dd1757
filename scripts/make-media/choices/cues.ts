/** When a text is shown, in milliseconds from the start of the film. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly words: string;
}

/** A text begins one second after every fourth second, and stays for two and a half. */
const EVERY_MS = 4000;
const DELAY_MS = 1000;
const SHOWN_MS = 2500;

const LINES = {
  english: [
    'Cast off the bow line!',
    'Two shores, and one river between.',
    'They speak another language over there.',
    'Then we shall learn it on the way.',
    'How far is it?',
    'Half a cigarette, as my father said.',
    'Make fast. We are there.',
  ],
  deaf: [
    '[BELL RINGS]\nCast off the bow line!',
    'Two shores, and one river between.',
    '[GULLS CRY]\nThey speak another language over there.',
    'Then we shall learn it on the way.',
    '[ENGINE HUMS]\nHow far is it?',
    'Half a cigarette, as my father said.',
    '[ROPE CREAKS]\nMake fast. We are there.',
  ],
  german: [
    'Leinen los am Bug!',
    'Zwei Ufer und ein Fluß dazwischen.',
    'Drüben sprechen sie anders.',
    'Dann lernen wir es unterwegs.',
    'Wie weit ist es?',
    'Eine halbe Zigarette, hätte mein Vater gesagt.',
    'Festmachen. Wir sind da.',
  ],
  polish: [
    'Oddać cumę dziobową!',
    'Dwa brzegi, a między nimi rzeka.',
    'Tam mówią innym językiem.',
    'Więc nauczymy się go po drodze.',
    'Jak to daleko?',
    'Pół papierosa – mówił mój ojciec.',
    'Cumujemy. Jesteśmy na miejscu.',
  ],
} as const;

export type Language = keyof typeof LINES;

/** All texts of a language that fit into so many seconds. */
export function cuesIn(language: Language, seconds: number): Cue[] {
  return LINES[language]
    .map((words, at) => {
      const startMs = at * EVERY_MS + DELAY_MS;
      return { startMs, endMs: startMs + SHOWN_MS, words };
    })
    .filter(({ endMs }) => endMs <= seconds * 1000);
}

/** What all viewers have to read: the sign at the landing stage. It is there with the second text. */
export function forcedCues(): Cue[] {
  const startMs = EVERY_MS + DELAY_MS;
  return [{ startMs, endMs: startMs + SHOWN_MS, words: 'FERRY: RING THE BELL' }];
}
