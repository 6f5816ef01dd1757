import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type PlexDecision, parseDecision, refusedError } from './decision.ts';
import { isPlexError, PlexError } from './errors.ts';

// Thousands of generated cases take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const codes = {
  directPlayOk: { generalDecisionCode: 1000, generalDecisionText: 'Direct play OK.' },
  convert: {
    generalDecisionCode: 1001,
    generalDecisionText: 'Direct play not available; Conversion OK.',
    directPlayDecisionCode: 3000,
    directPlayDecisionText: 'App cannot direct play this item. Direct play is disabled.',
    transcodeDecisionCode: 1001,
    transcodeDecisionText: 'Direct play not available; Conversion OK.',
  },
  refused: {
    generalDecisionCode: 2000,
    generalDecisionText: 'Neither direct play nor conversion is available.',
    directPlayDecisionCode: 3000,
    directPlayDecisionText: 'App cannot direct play this item.',
    transcodeDecisionCode: 4005,
    transcodeDecisionText: 'There is no conversion profile for the protocol.',
  },
};

function item(part: object, overrides: object = {}) {
  return {
    ratingKey: '662548',
    key: '/library/metadata/662548',
    type: 'movie',
    title: 'Sunrise Ride',
    duration: 60_000,
    Media: [{ id: '1', container: 'mp4', bitrate: 2000, Part: [{ id: '2', key: '', ...part }] }],
    ...overrides,
  };
}

type Granted = Extract<PlexDecision, { outcome: 'directplay' | 'transcode' }>;
function granted(body: unknown): Granted {
  const decision = parseDecision(body);
  if (decision.outcome === 'refused') throw new Error(`Refused with ${decision.code}.`);
  return decision;
}

describe('parseDecision', () => {
  describe('code classes', () => {
    const metadata = {
      Metadata: [item({ decision: 'directplay', key: '/library/parts/2/1/f.mp4' })],
    };

    it.each([2000, 2003, 2004, 2011, 3000, 4005, 4007, 9999, '2000'])(
      'a general code of %s is a refusal, whatever the part says',
      (code) => {
        const decision = parseDecision({
          MediaContainer: { ...metadata, generalDecisionCode: code, generalDecisionText: 'No.' },
        });
        expect(decision).toMatchObject({ outcome: 'refused', code: Number(code), text: 'No.' });
        expect(decision.item?.ratingKey).toBe('662548');
      },
    );

    it('a code of the decision engine from 2000 is a refusal, also with an accepted general code', () => {
      const decision = parseDecision({
        MediaContainer: {
          ...metadata,
          ...codes.directPlayOk,
          mdeDecisionCode: 2003,
          mdeDecisionText: 'Eh.',
        },
      });
      expect(decision).toMatchObject({ outcome: 'refused', code: 2003, text: 'Eh.' });
    });

    it('a refusal needs no item', () => {
      expect(parseDecision({ MediaContainer: codes.refused })).toMatchObject({
        outcome: 'refused',
        code: 2000,
        text: 'There is no conversion profile for the protocol.',
        codes: { transcode: { code: 4005 } },
      });
    });

    // Direct play is a matter of `directPlay` and of `mde` from 3000 to 3999; what counts then is the conversion.
    it.each([
      [{ mde: 3001, transcode: 1001 }, 'transcode', 'transcode'],
      [{ directPlay: 3000, mde: 3001, transcode: 1001 }, 'transcode', 'transcode'],
      [{ mde: 3001, transcode: 1001 }, undefined, 'transcode'],
      [{ mde: 3000 }, 'transcode', 'transcode'],
      [{ mde: 3001 }, undefined, 'refused'],
      [{ mde: 3001, transcode: 4005 }, undefined, 'refused'],
      [{ mde: 3001, transcode: 4005 }, 'transcode', 'refused'],
      [{ mde: 1000, transcode: 4005 }, 'directplay', 'directplay'],
      [{ general: 2001, mde: 3001, transcode: 1001 }, 'transcode', 'refused'],
      [{ mde: 2001, transcode: 1001 }, 'transcode', 'refused'],
      [{ mde: 4005 }, 'transcode', 'refused'],
      [{ mde: 1000 }, 'directplay', 'directplay'],
    ])('the codes %j with the part %s: %s', (given, decision, outcome) => {
      const named = Object.entries(given).map(([name, code]) => [`${name}DecisionCode`, code]);
      const MediaContainer = { ...Object.fromEntries(named), Metadata: [item({ decision })] };
      expect(parseDecision({ MediaContainer }).outcome).toBe(outcome);
    });

    it.each([
      [{ general: 'Neither.', transcode: 'No encoder.' }, 'No encoder.'],
      [{ general: 'Neither.', transcode: '' }, 'Neither.'],
      [{ general: '', mde: 'No bandwidth.', transcode: '' }, 'No bandwidth.'],
      [{ general: '', mde: '', transcode: '', directPlay: 'No profile.' }, 'No profile.'],
      [{}, ''],
    ])('a refusal with the texts %j says: %s', (texts, text) => {
      const numbers = { general: 2000, mde: 2000, transcode: 4007, directPlay: 3000 };
      const MediaContainer = Object.fromEntries([
        ...Object.entries(numbers).map(([name, code]) => [`${name}DecisionCode`, code]),
        ...Object.entries(texts).map(([name, said]) => [`${name}DecisionText`, said]),
      ]);
      expect(parseDecision({ MediaContainer })).toMatchObject({
        outcome: 'refused',
        code: 2000,
        text,
      });
    });

    it.each([
      ['why it is not converted', { general: 2000, transcode: 2003 }, 'transcode'],
      ['that the bandwidth does not suffice', { general: 2000, mde: 3001 }, 'mde'],
      ['the same of direct play', { general: 2000, directPlay: 3001 }, 'directPlay'],
      ['the general reason, if it is one', { general: 2002, directPlay: 3001 }, 'general'],
      [
        'no refusal of direct play alone',
        { general: 2000, directPlay: 3000, mde: 3000 },
        'general',
      ],
    ])('a refusal says %s: %j', (_, given, text) => {
      const MediaContainer = Object.fromEntries(
        Object.entries(given).flatMap(([name, code]) => [
          [`${name}DecisionCode`, code],
          [`${name}DecisionText`, name],
        ]),
      );
      const code = given.general;
      expect(parseDecision({ MediaContainer })).toMatchObject({ outcome: 'refused', code, text });
    });

    it.each([
      [{ general: 2001, directPlay: 3001 }, 'bandwidth'],
      [{ mde: 2001 }, 'bandwidth'],
      [{ mde: 3001 }, 'bandwidth'],
      [{ general: 2000, directPlay: 3001, transcode: 4005 }, 'refused'],
      [{ general: 2002 }, 'refused'],
      [{ mde: 3000 }, 'refused'],
    ])('the codes %j make the error %s', (given, code) => {
      const named = Object.entries(given).map(([name, number]) => [`${name}DecisionCode`, number]);
      const MediaContainer = {
        ...Object.fromEntries(named),
        availableBandwidth: '1500',
        Metadata: [item({ decision: 'none' })],
      };
      const decision = parseDecision({ MediaContainer });
      if (decision.outcome !== 'refused') throw new Error('Not refused.');
      const error = refusedError(decision);
      expect(error).toMatchObject({
        code,
        availableKbps: code === 'bandwidth' ? 1500 : undefined,
      });
      if (code === 'bandwidth') expect(error.message).toMatch(/maxVideoBitrateKbps/);
    });

    it('a direct play code of 3xxx alone is no refusal', () => {
      expect(
        granted({ MediaContainer: { ...codes.convert, Metadata: item({ decision: 'transcode' }) } })
          .outcome,
      ).toBe('transcode');
    });
  });

  describe('the decision of the part wins', () => {
    it.each([
      [1000, 'transcode', 'transcode'],
      [1001, 'directplay', 'directplay'],
      [undefined, 'directplay', 'directplay'],
      [undefined, 'transcode', 'transcode'],
      [1000, undefined, 'directplay'],
      [1001, undefined, 'transcode'],
      [1001, 'something new', 'transcode'],
      [1000, 'none', 'refused'],
      [1001, 'none', 'refused'],
    ])('general %s, part %s: %s', (general, decision, outcome) => {
      const body = {
        MediaContainer: { generalDecisionCode: general, Metadata: [item({ decision })] },
      };
      expect(parseDecision(body).outcome).toBe(outcome);
    });

    it('a part without direct play and conversion is refused with the code of the reason', () => {
      const body = {
        MediaContainer: {
          ...codes.convert,
          transcodeDecisionCode: 4005,
          Metadata: item({ decision: 'none' }),
        },
      };
      expect(parseDecision(body)).toMatchObject({ outcome: 'refused', code: 4005 });
      const silent = { MediaContainer: { Metadata: item({ decision: 'none' }) } };
      expect(parseDecision(silent)).toMatchObject({ outcome: 'refused', code: 2000, text: '' });
    });

    it('the chosen one of several versions decides', () => {
      const parts = (...media: object[]) => ({
        MediaContainer: { ...codes.convert, Metadata: item({}, { Media: media }) },
      });
      const other = { Part: [{ id: 'a', decision: 'none' }] };
      const chosen = { selected: true, Part: [{ id: 'b', decision: 'transcode' }] };
      const direct = { Part: { id: 'c', decision: 'directplay', selected: '1' } };
      expect(granted(parts(other, chosen)).part).toMatchObject({
        id: 'b',
        mediaIndex: 1,
        partIndex: 0,
      });
      expect(granted(parts(other, { ...chosen, selected: undefined })).part.id).toBe('b');
      expect(granted(parts({ Part: [{ id: 'a', decision: 'transcode' }] }, direct)).part.id).toBe(
        'c',
      );
    });
  });

  it('redacts and shortens the texts', () => {
    const decision = parseDecision({
      MediaContainer: {
        generalDecisionCode: 2000,
        generalDecisionText: `X-Plex-Token=abc123 ${'x'.repeat(1e6)}`,
      },
    });
    if (decision.outcome !== 'refused') throw new Error('It was granted.');
    expect(decision.text).toContain('X-Plex-Token=[redacted]');
    expect(decision.text.length).toBeLessThanOrEqual(300);
  });

  describe('invalid input', () => {
    const typed = (body: unknown) => {
      try {
        expect(['directplay', 'transcode', 'refused']).toContain(parseDecision(body).outcome);
      } catch (error) {
        expect(error).toBeInstanceOf(PlexError);
        expect(error).toMatchObject({ code: 'bad-response' });
      }
    };

    it.each([
      undefined,
      null,
      '',
      'Direct play OK.',
      0,
      [],
      {},
      { MediaContainer: null },
      { MediaContainer: {} },
      { MediaContainer: { generalDecisionCode: 1000 } },
      { MediaContainer: { generalDecisionCode: 1001, Metadata: [] } },
      { MediaContainer: { generalDecisionCode: 1000, Metadata: [{ ratingKey: '1', Media: [] }] } },
      { MediaContainer: { generalDecisionCode: 'fine', Metadata: [item({})] } },
    ])('%j is a bad response', (body) => {
      expect(() => parseDecision(body)).toThrow(expect.objectContaining({ code: 'bad-response' }));
    });

    it('never throws an untyped error, for any input', () => {
      const anything = fc.anything({
        withBigInt: true,
        withBoxedValues: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withObjectString: true,
        withSet: true,
        withSparseArray: true,
        withTypedArray: true,
      });
      fc.assert(fc.property(anything, typed), { numRuns: 3000 });
      fc.assert(fc.property(fc.jsonValue(), typed), { numRuns: 3000 });
    });

    it('never throws an untyped error for invalid values in known fields', () => {
      const odd = fc.oneof(
        fc.anything(),
        fc.constantFrom<unknown>(1000, '1001', 2000, 'directplay', 'transcode'),
      );
      const part = fc.record(
        { id: odd, key: odd, decision: odd, selected: odd, Stream: odd },
        { requiredKeys: [] },
      );
      const media = fc.record({
        Part: fc.oneof(part, fc.array(part), odd),
        selected: odd,
        duration: odd,
      });
      const metadata = fc.record(
        {
          ratingKey: odd,
          key: odd,
          type: odd,
          title: odd,
          Media: fc.oneof(media, fc.array(media), odd),
        },
        { requiredKeys: ['Media'] },
      );
      const container = fc.record(
        {
          generalDecisionCode: odd,
          generalDecisionText: odd,
          mdeDecisionCode: odd,
          transcodeDecisionCode: odd,
          directPlayDecisionCode: odd,
          resourceSession: odd,
          Metadata: fc.oneof(metadata, fc.array(metadata), odd),
        },
        { requiredKeys: ['Metadata'] },
      );
      fc.assert(
        fc.property(container, (MediaContainer) => typed({ MediaContainer })),
        { numRuns: 1500 },
      );
    });

    it('survives an object that throws when it is read', () => {
      const trap = {
        get MediaContainer(): never {
          throw new Error('gotcha');
        },
      };
      const proxy = new Proxy(
        {},
        {
          has() {
            throw new Error('gotcha');
          },
        },
      );
      for (const body of [trap, proxy]) {
        expect(() => parseDecision(body)).toThrow(
          expect.objectContaining({ code: 'bad-response' }),
        );
      }
    });
  });
});

describe('refusedError', () => {
  it('has the text of the server and says what to do', () => {
    const error = refusedError({ code: 2000, text: 'No conversion available.' });
    expect(isPlexError(error)).toBe(true);
    expect(error.code).toBe('refused');
    expect(error.message).toBe(
      'coplay: the Plex server can\'t play this item here (code 2000). It says: "No conversion available." Try another version of the item, or check the server\'s transcoder.',
    );
    expect(refusedError({ code: 2000, text: '' }).message).not.toContain('It says');
  });
});
