/** As much of a media element as the players touch, for tests in Node. It plays nothing: what a browser does, stories show. */
export class SilentElement extends EventTarget {
  readonly localName: string;
  className = '';
  preload = '';
  src = '';
  crossOrigin: string | null = null;
  volume = 1;
  muted = false;
  paused = true;
  ended = false;
  seeking = false;
  error: { readonly code: number; readonly message: string } | null = null;
  currentTime = 0;
  duration = Number.NaN;
  readyState = 0;
  networkState = 1;
  playbackRate = 1;
  defaultPlaybackRate = 1;
  buffered = { length: 0 };
  played = { length: 0 };

  /** Use it as `document.createElement`, or with a state to begin with. */
  constructor(localName = 'video', state: Partial<SilentElement> = {}) {
    super();
    this.localName = localName;
    Object.assign(this, state);
  }
  /** As in browsers. Node 20 no longer removes a listener by its signal once memory was collected in between. */
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options: AddEventListenerOptions | boolean = {},
  ) {
    const { signal, ...others }: AddEventListenerOptions =
      typeof options === 'boolean' ? { capture: options } : options;
    if (signal?.aborted) return;
    super.addEventListener(type, listener, others);
    const remove = () => this.removeEventListener(type, listener, others);
    signal?.addEventListener('abort', remove, { once: true });
  }
  setAttribute() {}
  getAttribute(): string | null {
    return null;
  }
  /** Knows every type. */
  canPlayType(_type?: string) {
    return 'probably';
  }
  removeAttribute() {
    this.src = '';
  }
  load() {
    this.readyState = 0;
    this.currentTime = 0;
  }
  async play() {
    this.paused = false;
  }
  pause() {
    this.paused = true;
  }
  /** Fires an event, after a change of the state. */
  tell(name: string, state: Partial<SilentElement> = {}) {
    Object.assign(this, state);
    this.dispatchEvent(new Event(name));
  }
}
