/** So often an element that is elsewhere is put in its place, before it is believed all the same. */
const PLACINGS = 3;
/** How near the element must be to where a source begins to be believed again. Seconds. */
const PLACE_SECONDS = 1.5;

/** An element that plays elsewhere than it was to begin was not put there by its engine. */
const placingEvents = new Set(['playing', 'ended']);
/** When an engine has put the element where it was told to, and the viewer has had another wish since. */
const aimingEvents = new Set(['loadedmetadata', 'seeked', 'canplay', 'playing']);
/** When an engine has done what it was going to do about the place. */
const settledEvents = new Set(['canplay', 'playing', 'ended']);

/**
 * Where an element is to begin with the source that is being attached. It stands at 0 for a moment, before its engine seeks,
 * and is only believed once it is in its place.
 */
export class StartPosition {
  readonly #element: HTMLMediaElement;
  /** Where it is to be, until it is there. Seconds. */
  #at: number | undefined;
  /** Where its engine was told to put it, until that has done so. Seconds. */
  #engineAt: number | undefined;
  #placings = 0;
  /** Whether the viewer wants to be elsewhere than the engine was told. */
  #aimed = false;

  constructor(element: HTMLMediaElement) {
    this.#element = element;
  }

  /** Whether the position of the element means nothing at the moment. */
  get isPending(): boolean {
    return this.#at !== undefined;
  }

  /** A source is being attached, which its engine is going to begin at `seconds`. */
  begin(seconds: number): void {
    this.#at = seconds;
    this.#engineAt = seconds;
    this.#placings = 0;
    this.#aimed = false;
  }

  /** The viewer wants it elsewhere. */
  aim(seconds: number): void {
    if (this.#at === undefined) return;
    this.#at = seconds;
    this.#placings = 0;
    this.#aimed = true;
    if (this.#element.readyState > 0) this.#place();
  }

  /** The element has said something: whether it is to be believed. If not, it may be put in its place. */
  believes(event: string): boolean {
    if (settledEvents.has(event)) this.#engineAt = undefined;
    if (this.#isThere()) return true;
    if ((this.#aimed ? aimingEvents : placingEvents).has(event)) this.#place();
    return false;
  }

  #isThere(): boolean {
    const { currentTime, readyState } = this.#element;
    if (readyState === 0) return false;
    if (this.#at === undefined) return true;
    if (isNear(currentTime, this.#engineAt)) this.#engineAt = undefined;
    // Who wants to be at the start is not there before the engine has been where it was told to go.
    if (this.#aimed && this.#engineAt !== undefined) return false;
    if (!isNear(currentTime, this.#at)) return false;
    this.#at = undefined;
    return true;
  }

  #place(): void {
    if (this.#at === undefined || this.#element.readyState === 0) return;
    if (this.#aimed && this.#engineAt !== undefined) return;
    this.#placings += 1;
    if (this.#placings > PLACINGS) this.#at = undefined;
    else this.#element.currentTime = this.#at;
  }
}

function isNear(seconds: number, place: number | undefined): boolean {
  return place !== undefined && Math.abs(seconds - place) <= PLACE_SECONDS;
}
