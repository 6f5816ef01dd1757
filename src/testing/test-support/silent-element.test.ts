import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';
import { SilentElement } from './silent-element.ts';

/** What a weak reference of this task refers to is kept until the next one. */
async function collectGarbage(): Promise<void> {
  await new Promise(setImmediate);
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
}

it('removes each listener by its signal, also after memory was collected', async () => {
  const element = new SilentElement();
  const lives = [new AbortController(), new AbortController()];
  const heard = vi.fn();
  for (const { signal } of lives) element.addEventListener('error', () => heard(), { signal });
  await collectGarbage();
  element.tell('error');
  expect(heard).toHaveBeenCalledTimes(2);
  for (const life of lives) life.abort();
  await collectGarbage();
  element.tell('error');
  expect(heard).toHaveBeenCalledTimes(2);
});
