/**
 * Makes the first `play()` of `elements` media elements fail, as a browser does without a user gesture. The test browser itself
 * allows autoplay.
 *
 * @returns A function that restores the real `play()`.
 */
export function refuseNextPlay(elements = 1): () => void {
  const { prototype } = HTMLMediaElement;
  const real = prototype.play;
  const refused = new Set<HTMLMediaElement>();
  const restore = () => {
    prototype.play = real;
  };
  prototype.play = function play() {
    if (refused.has(this)) return real.call(this);
    refused.add(this);
    if (refused.size === elements) restore();
    return Promise.reject(new DOMException('No gesture yet.', 'NotAllowedError'));
  };
  return restore;
}

/** Lets the browser refuse each `play()` with sound, as it does without a gesture of the viewer. @returns Puts the real one back. */
export function refuseSound(): () => void {
  const { prototype } = HTMLMediaElement;
  const real = prototype.play;
  prototype.play = function play() {
    if (this.muted) return real.call(this);
    return Promise.reject(new DOMException('No gesture yet.', 'NotAllowedError'));
  };
  return () => {
    prototype.play = real;
  };
}
