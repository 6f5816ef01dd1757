import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';
import { SilentElement } from './silent-element.ts';

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
}

it('removes each listener by its signal, also after memory was collected', () => {
  const element = new SilentElement();
  const lives = [new AbortController(), new AbortController()];
  const heard = vi.fn();
  for (const { signal } of lives) element.addEventListener('error', () => heard(), { signal });
  collectGarbage();
  element.tell('error');
  expect(heard).toHaveBeenCalledTimes(2);
  for (const life of lives) life.abort();
  collectGarbage();
  element.tell('error');
  expect(heard).toHaveBeenCalledTimes(2);
});
