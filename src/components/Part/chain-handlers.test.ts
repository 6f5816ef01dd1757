import { expect, it } from 'vitest';
import { chainHandlers } from './chain-handlers.ts';

const calls = (prevented: boolean) => {
  const order: string[] = [];
  const handler = chainHandlers(
    () => order.push('theirs'),
    () => order.push('ours'),
  );
  handler({ defaultPrevented: prevented });
  return order;
};

it('runs the handler of the host before ours', () => {
  expect(calls(false)).toEqual(['theirs', 'ours']);
});

it('does not run ours when the host prevents the default', () => {
  expect(calls(true)).toEqual(['theirs']);
});
