/** A media element as its class defines it, without the properties that were put on this one object. */
export function bareElement(media: HTMLMediaElement): HTMLMediaElement {
  const own = Object.getPrototypeOf(media) as object;
  return new Proxy(media, {
    get(target, key) {
      const value: unknown = Reflect.get(own, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(own, key, value, target),
  });
}
