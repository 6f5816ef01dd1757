/** An entry of a table by a name from a client, which may be one that every object has, such as `constructor`. */
export function ownField<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
