import { expect, it, vi } from 'vitest';
import { createClientRegistry } from './client-registry.ts';

it('counts the playbacks of one client identifier', () => {
  const register = createClientRegistry();
  const first = register('one', () => {});
  expect(first.players).toBe(1);
  const second = register('one', () => {});
  expect(second.players).toBe(2);
  expect(register('other', () => {}).players).toBe(1);
  first.release();
  first.release();
  second.release();
  expect(register('one', () => {}).players).toBe(1);
});

it('calls onTaken of a playback before it counts the next one with the same identifier', () => {
  const register = createClientRegistry();
  const kept = register('one', () => kept.release());
  expect(register('one', () => {}).players).toBe(1);
});

it('does not call onTaken for its own registration, nor after release()', () => {
  const register = createClientRegistry();
  const onTaken = vi.fn();
  register('one', onTaken).release();
  register('one', () => {});
  expect(onTaken).not.toHaveBeenCalled();
});
