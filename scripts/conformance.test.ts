import * as coplay from 'coplay';
import { expect, it } from 'vitest';
import { conformanceCases } from '../stories/support/conformance-cases.tsx';

/** Components are written in capitals, and so are error classes. */
function isComponent([name, value]: [string, unknown]): boolean {
  const isError = typeof value === 'function' && value.prototype instanceof Error;
  return /^[A-Z]/.test(name) && !isError && name !== 'PlexProvider';
}

it('every exported component is checked for conformance', () => {
  const components = Object.entries(coplay).filter(isComponent);
  expect(Object.keys(conformanceCases).sort()).toEqual(components.map(([name]) => name).sort());
});
