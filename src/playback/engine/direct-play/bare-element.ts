/** A media element as its class defines it: properties of the class that were replaced on this one object are the original ones. */
export function bareElement(media: HTMLMediaElement): HTMLMediaElement {
  const own = Object.getPrototypeOf(media) as object;
  return new Proxy(media, {
    get(target, key) {
      const value: unknown = Reflect.get(key in own ? own : target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(own, key, value, target),
  });
}
