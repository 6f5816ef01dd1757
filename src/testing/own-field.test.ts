import { expect, it } from 'vitest';
import { ownField } from './own-field.ts';

it.each([
  ['a', 1],
  ['b', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
])('ownField of %s is %j', (name, value) => {
  expect(ownField({ a: 1 }, name)).toBe(value);
});
