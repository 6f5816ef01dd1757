import type { PlexStream } from './part.ts';

/**
 * Whether a picture is Dolby Vision that other screens show in wrong colours: profile 5, or one whose base layer is compatible
 * with nothing (ETSI GS CCM 001, `dv_bl_signal_compatibility_id` 0). It has to be converted, and not copied.
 */
export function isDolbyVisionOnly({ DOVIProfile, DOVIBLCompatID }: PlexStream): boolean {
  return DOVIProfile === 5 || (DOVIProfile !== undefined && DOVIBLCompatID === 0);
}
