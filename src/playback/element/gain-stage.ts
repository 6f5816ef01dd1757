export interface GainStageOptions {
  /** This gain is heard now. */
  onApplied(gain: number): void;
  /** The element is heard through Web Audio only, and Web Audio gets nothing from it: it needs to be replaced. */
  onSilent(): void;
}

type GainStage = (gain: number) => void;

/** Playing without a sample but zero means that the browser gives Web Audio nothing. Seconds. */
const SILENCE_SECONDS = 5;
/** What a browser may count as a gesture of the viewer. */
const gestures = ['pointerup', 'touchend', 'click', 'keydown'] as const;

/** One for all players: iPhones allow few. */
let shared: AudioContext | undefined;
/** The documents whose gestures resume it. */
const heard = new WeakSet<Document>();

const stages = new WeakMap<HTMLMediaElement, GainStage>();

/** Sets the gain of an element, 0 to 1. The options of its first call count. */
export function setGain(media: HTMLMediaElement, gain: number, options: GainStageOptions): void {
  const stage = stages.get(media) ?? createGainStage(media, options);
  stages.set(media, stage);
  stage(gain);
}

/**
 * Makes an element quieter where its volume is fixed: routes its sound through a gain node. An element that is routed once stays so, and
 * is silent while the context is suspended. So it is routed only when the context runs, which takes a gesture of the viewer, and
 * when a file has loaded that Web Audio may read: of this origin, or with CORS headers. Media Source is left alone: Safari does not route it.
 */
function createGainStage(media: HTMLMediaElement, options: GainStageOptions): GainStage {
  let wanted = 1;
  let node: GainNode | undefined;
  let analyser: AnalyserNode | undefined;
  /** From where on the element has played without a sound; `undefined` once there was one. */
  let silentFrom: number | undefined;
  let isRefused = false;
  if (typeof AudioContext !== 'function') return () => {};
  shared ??= new AudioContext();
  const context = shared;
  resumeByGestures(context, media.ownerDocument);

  function route(): void {
    if (node || isRefused || wanted === 1) return;
    if (context.state !== 'running' || !isReadable(media)) return;
    // The switch for silence would mute Web Audio, which it does not do with a media element.
    const { audioSession } = navigator as { audioSession?: { type: string } };
    if (audioSession?.type === 'auto') audioSession.type = 'playback';
    try {
      const source = context.createMediaElementSource(media);
      node = context.createGain();
      node.gain.value = wanted;
      analyser = context.createAnalyser();
      source.connect(analyser);
      source.connect(node).connect(context.destination);
    } catch {
      // The host has routed the element itself.
      isRefused = true;
      return;
    }
    silentFrom = media.currentTime;
    options.onApplied(wanted);
  }

  function wake(): void {
    if (context.state === 'running') route();
    else if (!media.paused) context.resume().then(route, () => {});
  }

  function onTimeUpdate(): void {
    route();
    listen();
  }

  /** Only until the first sound of a source. */
  function listen(): void {
    if (!analyser || silentFrom === undefined) return;
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    const { muted, paused, seeking, currentTime } = media;
    if (samples.some((sample) => sample !== 0)) silentFrom = undefined;
    else if (muted || paused || seeking || context.state !== 'running') silentFrom = currentTime;
    else if (currentTime - silentFrom > SILENCE_SECONDS) {
      silentFrom = undefined;
      options.onSilent();
    }
  }

  // Never removed: they are collected with the element.
  for (const name of ['loadedmetadata', 'playing']) media.addEventListener(name, wake);
  media.addEventListener('timeupdate', onTimeUpdate);
  media.addEventListener('loadedmetadata', () => {
    silentFrom = 0;
  });

  return (gain) => {
    wanted = gain;
    if (!node) return wake();
    node.gain.value = gain;
    options.onApplied(gain);
  };
}

/** A context starts with a gesture of the viewer, and again after a call has interrupted it. */
function resumeByGestures(context: AudioContext, page: Document): void {
  if (heard.has(page)) return;
  heard.add(page);
  const resume = () => {
    if (context.state !== 'running') context.resume().catch(() => {});
  };
  for (const name of gestures)
    page.addEventListener(name, resume, { capture: true, passive: true });
}

/** Whether Web Audio gets the sound of what has loaded. */
function isReadable({ readyState, currentSrc, crossOrigin, ownerDocument }: HTMLMediaElement) {
  if (readyState === 0 || !URL.canParse(currentSrc)) return false;
  const { protocol, origin } = new URL(currentSrc);
  return (
    protocol !== 'blob:' &&
    (crossOrigin !== null || origin === new URL(ownerDocument.baseURI).origin)
  );
}
