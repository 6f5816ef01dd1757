import { describe, expect, it } from 'vitest';
import { escapeXml, toXml } from './xml.ts';

describe('toXml', () => {
  it('writes values as attributes and objects as elements', () => {
    expect(
      toXml('MediaContainer', { size: 1, allowSync: true, none: undefined, User: { id: '1' } }),
    ).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<MediaContainer size="1" allowSync="1">\n  <User id="1"/>\n</MediaContainer>\n',
    );
  });

  it.each([
    ['movie', 'Video'],
    ['clip', 'Video'],
    ['track', 'Track'],
    ['album', 'Directory'],
    ['playlist', 'Playlist'],
    ['photo', 'Photo'],
  ])('names an item of type %s %s', (type, name) => {
    expect(toXml('MediaContainer', { Metadata: [{ type }] })).toContain(
      `<${name} type="${type}"/>`,
    );
  });

  it('writes each entry of a list', () => {
    const xml = toXml('Media', { Part: [{ id: 1 }, { id: 2, Stream: [{ id: 3 }] }] });
    expect(xml.match(/<Part /g)).toHaveLength(2);
    expect(xml).toContain('<Stream id="3"/>');
  });
});

describe('escapeXml', () => {
  it('escapes markup and drops what XML forbids', () => {
    expect(escapeXml('a<b>&"c"\u0000\u001f é😀')).toBe('a&lt;b&gt;&amp;&quot;c&quot; é😀');
  });
});
