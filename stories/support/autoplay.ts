/**
 * Lets the browser refuse the next `play()` of any media element as it does without a gesture of the viewer.
 *
 * A test browser plays whatever it is told to, so this one thing is not real.
 * @returns Puts the real `play()` back.
 */
export function refuseNextPlay(): () => void {
  const { prototype } = HTMLMediaElement;
  const real = prototype.play;
  prototype.play = () => {
    prototype.play = real;
    return Promise.reject(new DOMException('No gesture yet.', 'NotAllowedError'));
  };
  return () => {
    prototype.play = real;
  };
}
