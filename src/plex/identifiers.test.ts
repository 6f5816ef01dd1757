import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { PlexError } from './errors.ts';
import { clientIdentifier, sanitizePlexClientSession, sanitizeRole } from './identifiers.ts';
import { createRandomId } from './random-id.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const numRuns = 10_000;
/** Texts that fit, nearly fit, hold lone surrogates, are empty, or very long. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.stringMatching(/^[A-Za-z0-9_-]{0,96}$/),
  fc.stringMatching(/^[A-Za-z0-9_ -]{60,70}$/),
  fc.string({ minLength: 500, maxLength: 3000 }),
);
/** Two different texts, most of them close to each other. */
const twoTexts = fc
  .oneof(
    fc.tuple(anyText, anyText),
    fc
      .tuple(anyText, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
      .map(([text, end]) => [text, text + end] as [string, string]),
    anyText.map((text) => [text, sanitizePlexClientSession(text)] as [string, string]),
    anyText.map((text) => [text, text.replace(/[^\w-]/g, '-')] as [string, string]),
    anyText.map((text) => [text, text.replace(/\p{Surrogate}/gu, '\uFFFD')] as [string, string]),
  )
  .filter(([one, other]) => one !== other);
const mediaTypes = fc.constantFrom('video' as const, 'audio' as const);

describe('sanitizePlexClientSession', () => {
  it('leaves a valid id unchanged', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), (text) => {
        expect(sanitizePlexClientSession(text)).toBe(text);
      }),
      { numRuns },
    );
  });

  it('changes everything else into 66 to 90 characters of the alphabet', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!/^[A-Za-z0-9_-]{1,64}$/.test(text));
        const id = sanitizePlexClientSession(text);
        expect(id).toMatch(/^[A-Za-z0-9_-]{0,24}-x[0-9a-f]{64}$/);
      }),
      { numRuns },
    );
  });

  it('keeps different inputs different', () => {
    fc.assert(
      fc.property(twoTexts, ([one, other]) => {
        expect(sanitizePlexClientSession(one)).not.toBe(sanitizePlexClientSession(other));
      }),
      { numRuns },
    );
  });

  it('distinguishes lone surrogates, and a trailing line break from none', () => {
    const inputs = ['\uD800', '\uD801', '\uDC00', '\uFFFD', '', '-', 'a', 'a\n', 'a\u0000', ' a'];
    expect(new Set(inputs.map(sanitizePlexClientSession)).size).toBe(inputs.length);
  });

  it('is the same every time', () => {
    expect(sanitizePlexClientSession('Living room!')).toBe(
      'Living-room--x651708371a1082ee4ed3eeeab4f3919deb8ecaf1bdc8d643952d834438b7d5ff',
    );
  });

  it.each([undefined, null, 7, {}, Symbol('x')])('refuses %s', (input) => {
    expect(() => sanitizePlexClientSession(input as string)).toThrow(PlexError);
    expect(() => clientIdentifier(input as string, 'video')).toThrow(PlexError);
    expect(() => sanitizeRole(input as string)).toThrow(PlexError);
  });
});

describe('clientIdentifier', () => {
  it('uses only a valid or sanitized id unchanged', () => {
    const long = 'a'.repeat(65);
    expect(clientIdentifier('a'.repeat(64), 'video')).toBe('a'.repeat(64));
    expect(clientIdentifier(long, 'video')).toBe(sanitizePlexClientSession(long));
    const given = sanitizePlexClientSession('a b');
    expect(clientIdentifier(given, 'audio')).toBe(`${given}-audio`);
  });

  it('appends -audio to the session for audio', () => {
    expect(clientIdentifier('fitness-music-1', 'audio')).toBe('fitness-music-1-audio');
    expect(clientIdentifier('fitness-music-1', 'video')).toBe('fitness-music-1');
  });

  it('stays in the alphabet and within 96 characters for any input', () => {
    fc.assert(
      fc.property(anyText, mediaTypes, (text, mediaType) => {
        expect(clientIdentifier(text, mediaType)).toMatch(/^[A-Za-z0-9_-]{1,96}$/);
      }),
      { numRuns },
    );
  });

  it('is the base and the suffix for every sanitized session', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const base = sanitizePlexClientSession(text);
        expect(clientIdentifier(base, 'video')).toBe(base);
        expect(clientIdentifier(base, 'audio')).toBe(`${base}-audio`);
      }),
      { numRuns },
    );
  });

  it('is different for different sessions, and for the two media types of a session', () => {
    fc.assert(
      fc.property(twoTexts, mediaTypes, ([one, other], mediaType) => {
        const [a, b] = [sanitizePlexClientSession(one), sanitizePlexClientSession(other)];
        expect(clientIdentifier(a, mediaType)).not.toBe(clientIdentifier(b, mediaType));
        expect(clientIdentifier(a, 'video')).not.toBe(clientIdentifier(a, 'audio'));
      }),
      { numRuns },
    );
  });

  it('refuses a media type it does not know', () => {
    expect(() => clientIdentifier('a', 'music' as 'audio')).toThrow(/'video' nor 'audio'/);
  });
});

describe('sanitizeRole', () => {
  it('leaves a valid role unchanged, and makes any other 33 characters of the alphabet', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const role = sanitizeRole(text);
        if (/^[A-Za-z0-9_-]{1,32}$/.test(text)) expect(role).toBe(text);
        else expect(role).toMatch(/^[A-Za-z0-9_-]{33}$/);
      }),
      { numRuns },
    );
  });

  it('keeps different roles different', () => {
    fc.assert(
      fc.property(twoTexts, ([one, other]) => {
        expect(sanitizeRole(one)).not.toBe(sanitizeRole(other));
      }),
      { numRuns },
    );
  });
});

describe('createRandomId', () => {
  it('never repeats, has the length asked for and only small letters and digits', () => {
    const seen = new Set<string>();
    for (let i = 0; i < numRuns; i += 1) {
      const id = createRandomId();
      expect(id).toMatch(/^[a-z0-9]{24}$/);
      seen.add(id);
    }
    expect(seen.size).toBe(numRuns);
    expect(createRandomId(1)).toHaveLength(1);
    expect(createRandomId(96)).toHaveLength(96);
  });

  it('uses every character equally often for evenly distributed bytes', () => {
    let next = 0;
    const everyByte = (length: number) => Uint8Array.from({ length }, () => next++ % 256);
    const counts = new Map<string, number>();
    // 252 usable bytes a round of 256: seven of each character.
    for (let i = 0; i < 7 * 36; i += 1) {
      const character = createRandomId(1, everyByte);
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array.from({ length: 36 }, () => 7));
  });

  it('works without crypto.randomUUID, as on plain http', () => {
    const { crypto } = globalThis;
    const insecure = { getRandomValues: crypto.getRandomValues.bind(crypto) };
    Object.defineProperty(globalThis, 'crypto', { value: insecure, configurable: true });
    try {
      expect(createRandomId()).toMatch(/^[a-z0-9]{24}$/);
    } finally {
      Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
    }
  });

  it('throws when the source gives no usable bytes', () => {
    expect(() => createRandomId(8, (length) => new Uint8Array(length).fill(255))).toThrow(
      PlexError,
    );
    expect(() => createRandomId(8, () => new Uint8Array(0))).toThrow(PlexError);
  });

  it.each([0, -1, 1.5, Number.NaN, 97, Number.POSITIVE_INFINITY])(
    'refuses the length %d',
    (length) => {
      expect(() => createRandomId(length)).toThrow(PlexError);
    },
  );
});
