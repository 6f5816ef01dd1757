/** Readers of fields of a Plex answer. Numbers may come as text, and a list of one as a single object. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : undefined;
}

/** The records of an array. A single record becomes a list of one. */
export function asRecords(value: unknown): JsonRecord[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map(asRecord).filter((record) => record !== undefined);
}

export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Text, or a number as text. An empty text counts as absent. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

export function asBoolean(value: unknown): boolean | undefined {
  const text = typeof value === 'boolean' ? String(value) : asText(value);
  return text === '1' || text === 'true' || (text === '0' || text === 'false' ? false : undefined);
}

type Words<Names extends string> = Names extends `${infer First} ${infer Rest}`
  ? First | Words<Rest>
  : Names;

/** Reads fields that keep their names, and leaves out those without a value: `readFields(asText, record, 'title summary')`. */
export function readFields<T, const Names extends string>(
  read: (value: unknown, name: string) => T,
  record: JsonRecord,
  names: Names,
) {
  const fields = names.split(' ').map((name) => [name, read(record[name], name)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as {
    readonly [Name in Words<Names>]?: Exclude<T, undefined>;
  };
}

/** Converts the milliseconds of the server to seconds. A negative time is none. */
export function asSeconds(value: unknown): number | undefined {
  const seconds = (asNumber(value) ?? -1) / 1000;
  return seconds < 0 ? undefined : seconds;
}

/** The `MediaContainer` of an answer, or the answer itself when it is already unwrapped. */
export function mediaContainer(body: unknown): JsonRecord | undefined {
  const [outer] = asRecords(body);
  if (!outer) return undefined;
  return 'MediaContainer' in outer ? asRecords(outer.MediaContainer)[0] : outer;
}

/**
 * Runs a reader. The parsers are public and may get an object that throws when it is read (a getter, a proxy):
 * then the result is `undefined`.
 */
export function guarded<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
