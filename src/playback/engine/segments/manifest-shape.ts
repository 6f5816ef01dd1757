/** The properties two manifests must share for the segments of one to continue in the buffers of the other. */
export function manifestShape(manifest: string): string {
  const attributes = manifest.match(
    /\b(?:codecs|mimeType|width|height|timescale|startNumber|audioSamplingRate|duration|id)="[^"]*"/g,
  );
  return (attributes ?? []).join(' ');
}
