import { type Box, findBox, listBoxes } from './boxes.ts';

/** The sample description of a track. `width` and `height` are 0 for audio. */
export interface SampleDescription {
  /** The `codecs` value for MIME types, RFC 6381. */
  readonly codecs: string;
  readonly width: number;
  readonly height: number;
  /** Samples per second of audio, else 0. */
  readonly sampleRate: number;
}

const VISUAL_HEADER = 78;
const AUDIO_HEADER = 28;

/** Reads the first sample entry of the first track of a `moov`: VP9, AVC, Opus and AAC. Throws on others. */
export function readSampleDescription(bytes: Uint8Array, moov: Box): SampleDescription {
  const stsd = findBox(bytes, moov, ['trak', 'mdia', 'minf', 'stbl', 'stsd']);
  const entry = stsd && listBoxes(bytes, stsd.body + 8, stsd.end)[0];
  if (!entry)
    throw new Error('coplay: the file has no sample description. It is not a playable MP4.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const visual = {
    width: view.getUint16(entry.body + 24),
    height: view.getUint16(entry.body + 26),
    sampleRate: 0,
  };
  const audio = { width: 0, height: 0, sampleRate: view.getUint16(entry.body + 24) };
  const config = (header: number, type: string): number => {
    const box = listBoxes(bytes, entry.body + header, entry.end).find((b) => b.type === type);
    if (!box)
      throw new Error(`coplay: the ${entry.type} track has no ${type} box. Encode it again.`);
    return box.body;
  };
  switch (entry.type) {
    case 'vp09': {
      // vpcC is a full box: 4 bytes of version and flags come first.
      const at = config(VISUAL_HEADER, 'vpcC') + 4;
      const fields = [byte(bytes, at), byte(bytes, at + 1), byte(bytes, at + 2) >> 4];
      return { ...visual, codecs: `vp09.${fields.map((n) => twoDigits(n)).join('.')}` };
    }
    case 'avc1':
    case 'avc3': {
      const at = config(VISUAL_HEADER, 'avcC') + 1;
      const hex = [0, 1, 2].map((i) =>
        byte(bytes, at + i)
          .toString(16)
          .padStart(2, '0'),
      );
      return { ...visual, codecs: `${entry.type}.${hex.join('')}` };
    }
    case 'Opus':
      return { ...audio, codecs: 'opus' };
    case 'mp4a':
      // The object type is not read from esds: all encoders used here write AAC-LC.
      return { ...audio, codecs: `mp4a.40.2`, sampleRate: audioRate(bytes, entry) };
    default:
      throw new Error(
        `coplay: "${entry.type}" tracks are not supported. Use VP9, AVC, Opus or AAC.`,
      );
  }
}

function audioRate(bytes: Uint8Array, entry: Box): number {
  if (entry.body + AUDIO_HEADER > entry.end) return 0;
  return (byte(bytes, entry.body + 24) << 8) | byte(bytes, entry.body + 25);
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
