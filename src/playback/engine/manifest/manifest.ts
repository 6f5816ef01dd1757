/** The part of a DASH manifest that coplay plays: one period of numbered segments. All URLs are absolute. */
export interface Manifest {
  /** The URL that answered, after redirects. */
  readonly url: string;
  readonly durationSeconds: number;
  /** Seconds. */
  readonly minBufferSeconds: number;
  /** One for each track of video or audio. */
  readonly sets: readonly AdaptationSet[];
}

/** One track. */
export interface AdaptationSet {
  /** Attributes of the allow-list, checked. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly representations: readonly Representation[];
}

export interface Representation {
  readonly id: string;
  /** Bits per second; 0 where it is not stated. */
  readonly bandwidth: number;
  /** Attributes of the allow-list, checked. Without `id` and `bandwidth`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly template: SegmentTemplate;
}

/** ISO/IEC 23009-1, section 5.3.9.4. The URLs have the placeholders `$RepresentationID$`, `$Bandwidth$`, `$Number$` and `$Time$`. */
export interface SegmentTemplate {
  readonly initialization: string;
  readonly media: string;
  readonly timescale: number;
  /** Number of the first segment. */
  readonly startNumber: number;
  readonly presentationTimeOffset: number;
  /** Length of each segment in units of `timescale`, or one entry for each run of segments of equal length. */
  readonly segments: number | readonly SegmentRun[];
}

/** An `S` of a `SegmentTimeline`, in units of `timescale`. */
export interface SegmentRun {
  readonly t: number;
  readonly d: number;
  /** How often it is repeated. Never negative. */
  readonly r: number;
}
