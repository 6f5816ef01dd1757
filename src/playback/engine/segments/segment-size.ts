/** Segments whose bitrate is not known, and initialisations, are smaller. Bytes. */
const LEAST_LIMIT = 64 * 1024 * 1024;
/** A segment of variable bitrate may exceed the average so many times. */
const PEAK = 10;

/** How large the answer for a segment is going to be. Bytes. */
export interface ExpectedSize {
  /** By the bitrate of the manifest; 0 if that is not known. */
  readonly bytes: number;
  /** A larger answer is no segment. */
  readonly mostBytes: number;
}

/** @param bandwidth Bits per second; 0 if it is not known. */
export function expectedSize(bandwidth: number, durationSeconds: number): ExpectedSize {
  const bytes = (bandwidth * durationSeconds) / 8;
  return { bytes, mostBytes: Math.max(LEAST_LIMIT, bytes * PEAK) };
}
