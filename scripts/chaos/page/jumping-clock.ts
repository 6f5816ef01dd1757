/**
 * Replaces `Date` of a global object by one whose clock can jump, as when the user or the system corrects the time. The clock of
 * `performance` keeps going. Returns a function that moves the wall clock by so many milliseconds.
 */
export function installJumpingClock(target: { Date: DateConstructor }): (byMs: number) => void {
  const real = target.Date;
  let offset = 0;
  const now = () => real.now() + offset;
  target.Date = new Proxy(real, {
    apply: () => new real(now()).toString(),
    construct: (date, args, newTarget) =>
      Reflect.construct(date, args.length > 0 ? args : [now()], newTarget),
    get: (date, key) => (key === 'now' ? now : Reflect.get(date, key)),
  });
  return (byMs) => {
    offset += byMs;
  };
}
