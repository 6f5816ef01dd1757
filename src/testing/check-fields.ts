/** What a field may hold. `wants` continues the sentence "… must be". */
export interface Check {
  accepts(value: unknown): boolean;
  readonly wants: string;
}

/** Checks by the name of their field. */
export type Checks = Readonly<Record<string, Check>>;

/** The longest time that a timer can wait, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

export function numberBetween(least: number, most: number): Check {
  return {
    accepts: (value) => typeof value === 'number' && value >= least && value <= most,
    wants: `a number from ${least} to ${most}`,
  };
}

export function wholeNumberBetween(least: number, most: number): Check {
  return {
    accepts: (value) => Number.isInteger(value) && numberBetween(least, most).accepts(value),
    wants: `a whole number from ${least} to ${most}`,
  };
}

export const anyNumber = numberBetween(0, Number.MAX_SAFE_INTEGER);
export const anyCount = wholeNumberBetween(0, Number.MAX_SAFE_INTEGER);
export const milliseconds = numberBetween(0, LONGEST_MS);
export const wholeMilliseconds = wholeNumberBetween(0, LONGEST_MS);

/** A text of any length. */
export const text: Check = { accepts: (value) => typeof value === 'string', wants: 'a text' };

/** An id or a path. The names of what every object has, such as `__proto__` or `toString`, are none. */
export const name: Check = {
  accepts: (value) => typeof value === 'string' && value !== '' && !isInherited(value),
  wants: 'a text that is not empty and not the name of a JavaScript builtin',
};

export const trueOrFalse: Check = {
  accepts: (value) => typeof value === 'boolean',
  wants: 'true or false',
};

export function oneOf(values: readonly unknown[]): Check {
  return { accepts: (value) => values.includes(value), wants: `one of ${values.join(', ')}` };
}

/** Null counts as left out, since JSON has no `undefined`. */
export function optional({ accepts, wants }: Check): Check {
  return { accepts: (value) => (value ?? undefined) === undefined || accepts(value), wants };
}

/**
 * The fields that have a check, from untyped code or parsed JSON. Other fields are dropped, and so is null.
 * @param of What the object is, for the sentence of the error: `the fault \`status\``.
 * @throws RangeError that names the wrong field
 */
export function readFields(given: unknown, checks: Checks, of: string): Record<string, unknown> {
  if (!isPlainObject(given)) throw new RangeError(`coplay: ${of} must be an object.`);
  for (const name of Object.keys(given)) {
    if (isInherited(name)) throw new RangeError(`coplay: ${of} cannot have a field \`${name}\`.`);
  }
  const fields: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(checks)) {
    const value = given[name];
    if (!check.accepts(value))
      throw new RangeError(`coplay: \`${name}\` of ${of} must be ${check.wants}.`);
    if ((value ?? undefined) !== undefined) fields[name] = value;
  }
  return fields;
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isInherited(name: string): boolean {
  return name in Object.prototype;
}
