/** Content of the Info (or Xing) frame at the start of an MP3. */
export interface Mp3Info {
  /** Frames of 1152 samples that follow. */
  frames: number;
  sampleRate: number;
  /** Samples that the encoder added at the start and the end. */
  delay: number;
  padding: number;
  /** The encoder's name, e.g. `LAME3.100` or `Lavc59.37`. */
  encoder: string;
}

const RATES = [44_100, 48_000, 32_000];

/** Reads the Info or Xing frame of an MPEG 1 layer III file; `undefined` if there is none. */
export function readMp3Info(bytes: Uint8Array): Mp3Info | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 8192));
  const tag = /Info|Xing/.exec(head);
  if (!tag) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The frame header is followed by side information: 17 bytes in mono, 32 in stereo.
  const frame = [21, 36]
    .map((back) => tag.index - back)
    .find((at) => at >= 0 && (view.getUint16(at) & 0xfffe) === 0xfffa);
  if (frame === undefined) return undefined;
  const flags = view.getUint32(tag.index + 4);
  let at = tag.index + 8;
  const frames = flags & 1 ? view.getUint32(at) : 0;
  for (const [flag, length] of [
    [1, 4],
    [2, 4],
    [4, 100],
    [8, 4],
  ] as const) {
    if (flags & flag) at += length;
  }
  const lengths = (view.getUint8(at + 21) << 16) | view.getUint16(at + 22);
  return {
    frames,
    sampleRate: RATES[(view.getUint8(frame + 2) >> 2) & 3] ?? 44_100,
    delay: lengths >> 12,
    padding: lengths & 0xfff,
    encoder: head.slice(at, at + 9).replace(/\0+$/, ''),
  };
}

/** The duration without the encoder's delay and padding, in seconds. */
export function mp3Seconds(bytes: Uint8Array): number {
  const info = readMp3Info(bytes);
  if (!info) throw new Error('coplay: this MP3 has no Info tag to read its length from.');
  return (info.frames * 1152 - info.delay - info.padding) / info.sampleRate;
}
