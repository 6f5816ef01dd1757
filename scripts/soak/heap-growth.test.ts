import { describe, expect, it } from 'vitest';
import { heapGrowth } from './heap-growth.ts';

const types = ['hidden', 'object', 'native', 'code', 'string'];

/** A snapshot of these objects, each with its size in bytes. */
function snapshotOf(...rows: [type: string, name: string, bytes: number][]): string {
  return JSON.stringify({
    snapshot: {
      meta: {
        node_fields: ['type', 'name', 'id', 'self_size', 'edge_count'],
        node_types: [types, 'string', 'number', 'number', 'number'],
      },
    },
    nodes: rows.flatMap(([type, , bytes], index) => [types.indexOf(type), index, index, bytes, 0]),
    strings: rows.map(([, name]) => name),
  });
}

describe('the growth between two heap snapshots', () => {
  it('is that of each class, the largest first', () => {
    const before = snapshotOf(
      ['object', 'Segment', 100],
      ['object', 'Segment', 100],
      ['string', 'a', 10],
    );
    const after = snapshotOf(
      ['object', 'Segment', 100],
      ['object', 'Listener', 40],
      ['object', 'Listener', 40],
      ['string', 'b', 30],
    );
    expect(heapGrowth(before, after)).toEqual([
      { name: 'Listener', count: 2, bytes: 80 },
      { name: '(string)', count: 0, bytes: 20 },
      { name: 'Segment', count: -1, bytes: -100 },
    ]);
  });

  it('counts all compiled code together, and elements by their tag', () => {
    const after = snapshotOf(
      ['code', 'render', 500],
      ['code', '(code for render)', 300],
      ['native', '<audio src="http://plex/file.mp3?X-Plex-Token=secret">', 90],
      ['native', '<audio>', 60],
    );
    expect(heapGrowth(snapshotOf(), after)).toEqual([
      { name: '(compiled code)', count: 2, bytes: 800 },
      { name: '<audio>', count: 2, bytes: 150 },
    ]);
  });
});
