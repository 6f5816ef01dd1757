/** The value of an attribute in a manifest, or `undefined` where it is missing or not in the allow-list. */
type Patterns = Readonly<Record<string, RegExp>>;

const word = /^[\w.-]{1,64}$/;
const count = /^\d{1,9}$/;
const ratio = /^\d{1,9}(?::\d{1,9})?$/;

/** Attributes that both levels may have. */
const common: Patterns = {
  mimeType: /^(?:video|audio)\/(?:mp4|webm)$/,
  codecs: /^[\w.,+ -]{1,128}$/,
  width: count,
  height: count,
  sar: ratio,
  frameRate: /^\d{1,9}(?:\/\d{1,9})?$|^\d{1,4}\.\d{1,6}$/,
  audioSamplingRate: count,
  startWithSAP: /^[0-6]$/,
};

/** The allow-list of an `AdaptationSet`. */
export const setAttributes: Patterns = {
  ...common,
  id: word,
  contentType: /^(?:video|audio)$/,
  lang: /^[A-Za-z0-9-]{1,35}$/,
  par: ratio,
  segmentAlignment: /^(?:true|false|\d{1,9})$/,
};

/** The allow-list of a `Representation`, beside `id` and `bandwidth`. */
export const representationAttributes: Patterns = common;

/** The attributes of an element that are in the allow-list and have a valid value. */
export function readAttributes(element: Element, patterns: Patterns): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = element.getAttribute(name)?.trim();
    if (value !== undefined && pattern.test(value)) attributes[name] = value;
  }
  return attributes;
}
