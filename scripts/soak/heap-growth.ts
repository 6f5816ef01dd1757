/** What grew between two heap snapshots. */
export interface HeapGrowth {
  /** The constructor of objects, or the kind of V8's own objects: `(compiled code)`, `(string)`. */
  readonly name: string;
  readonly count: number;
  readonly bytes: number;
}

/** The parts of a heap snapshot of Chrome DevTools that are read here. Nodes are rows of numbers, one after the other. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      /** The first one lists the names of the field `type`. */
      readonly node_types: readonly (readonly string[] | string)[];
    };
  };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

/** Returns the growth of each class of objects, the largest first. Both snapshots are JSON in the format of Chrome DevTools. */
export function heapGrowth(before: string, after: string): HeapGrowth[] {
  const old = sumsOf(JSON.parse(before));
  const sums = sumsOf(JSON.parse(after));
  return [...new Set([...old.keys(), ...sums.keys()])]
    .map((name) => {
      const [a, b] = [old.get(name), sums.get(name)];
      return {
        name,
        count: (b?.count ?? 0) - (a?.count ?? 0),
        bytes: (b?.bytes ?? 0) - (a?.bytes ?? 0),
      };
    })
    .sort((one, other) => other.bytes - one.bytes);
}

type Sum = Omit<HeapGrowth, 'name'>;

function sumsOf({ snapshot, nodes, strings }: HeapSnapshot): Map<string, Sum> {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const at = (field: string) => fields.indexOf(field);
  const [typeAt, nameAt, sizeAt] = [at('type'), at('name'), at('self_size')];
  const sums = new Map<string, Sum>();
  for (let row = 0; row < nodes.length; row += fields.length) {
    const type = types[0]?.[nodes[row + typeAt] ?? 0] ?? '';
    const name = className(type, strings[nodes[row + nameAt] ?? 0] ?? '');
    const { count, bytes } = sums.get(name) ?? { count: 0, bytes: 0 };
    sums.set(name, { count: count + 1, bytes: bytes + (nodes[row + sizeAt] ?? 0) });
  }
  return sums;
}

/** An element is named by its tag with all attributes, of which some have a token. */
function className(type: string, name: string): string {
  if (type === 'code') return '(compiled code)';
  if (type !== 'object' && type !== 'native') return `(${type})`;
  return /^<[\w-]+/.exec(name)?.[0].concat('>') ?? name;
}
