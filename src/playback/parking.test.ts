import { expect, it } from 'vitest';
import { Parking } from './parking.ts';

it('gives back what was parked under a key, the oldest first, each once', () => {
  const parking = new Parking<string>();
  parking.park('video', 'first');
  parking.park('music', 'other');
  parking.park('video', 'second');
  expect([parking.take('video'), parking.take('video'), parking.take('video')]).toEqual([
    'first',
    'second',
    undefined,
  ]);
  expect(parking.all()).toEqual(['other']);
});

it('lets a thing be taken out by whoever parked it', () => {
  const parking = new Parking<string>();
  const leave = parking.park('video', 'first');
  leave();
  leave();
  expect(parking.take('video')).toBeUndefined();
});
