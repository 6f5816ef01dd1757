/** Seeks at most this often before the element's own position is accepted. */
const MAX_SEEKS = 3;
/** How near the element must be to the target to be accepted. Seconds. */
const TOLERANCE_SECONDS = 1.5;

/** Events after which an element at the wrong position is moved: its engine did not seek. */
const correctingEvents = new Set(['playing', 'ended']);
/** Events after which the element is moved to a target that has changed since the engine was loaded. */
const retargetingEvents = new Set(['loadedmetadata', 'seeked', 'canplay', 'playing']);
/** Events after which the engine does not seek any more. */
const settledEvents = new Set(['canplay', 'playing', 'ended']);

/**
 * The start position of a source that is being attached. The element is at 0 until its engine has seeked, so its events are
 * ignored until it has reached the target.
 */
export class StartPosition {
  readonly #element: HTMLMediaElement;
  /** Where the element must get to; `undefined` when it has. Seconds. */
  #target: number | undefined;
  /** Where the engine is going to seek; `undefined` when it has. Seconds. */
  #engineTarget: number | undefined;
  #seeks = 0;
  /** Whether the target has changed since the engine was loaded. */
  #hasNewTarget = false;

  constructor(element: HTMLMediaElement) {
    this.#element = element;
  }

  /** Whether the element has not reached its start position yet. */
  get isPending(): boolean {
    return this.#target !== undefined;
  }

  /** Call it before a source is attached that its engine starts at `seconds`. */
  begin(seconds: number): void {
    this.#target = seconds;
    this.#engineTarget = seconds;
    this.#seeks = 0;
    this.#hasNewTarget = false;
  }

  /** Changes the target while it is pending, when the viewer seeks. */
  setTarget(seconds: number): void {
    if (this.#target === undefined) return;
    this.#target = seconds;
    this.#seeks = 0;
    this.#hasNewTarget = true;
    if (this.#element.readyState > 0) this.#seek();
  }

  /** Whether an event of the element is to be handled. If not, the element may be seeked to its target. */
  accepts(event: string): boolean {
    if (settledEvents.has(event)) this.#engineTarget = undefined;
    if (this.#hasArrived()) return true;
    if ((this.#hasNewTarget ? retargetingEvents : correctingEvents).has(event)) this.#seek();
    return false;
  }

  #hasArrived(): boolean {
    const { currentTime, readyState } = this.#element;
    if (readyState === 0) return false;
    if (this.#target === undefined) return true;
    if (isNear(currentTime, this.#engineTarget)) this.#engineTarget = undefined;
    // A new target of 0 is not reached while the engine is still going to seek.
    if (this.#hasNewTarget && this.#engineTarget !== undefined) return false;
    if (!isNear(currentTime, this.#target)) return false;
    this.#target = undefined;
    return true;
  }

  #seek(): void {
    if (this.#target === undefined || this.#element.readyState === 0) return;
    if (this.#hasNewTarget && this.#engineTarget !== undefined) return;
    this.#seeks += 1;
    if (this.#seeks > MAX_SEEKS) this.#target = undefined;
    else this.#element.currentTime = this.#target;
  }
}

function isNear(seconds: number, target: number | undefined): boolean {
  return target !== undefined && Math.abs(seconds - target) <= TOLERANCE_SECONDS;
}
