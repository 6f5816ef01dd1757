/** What has to be the same for the segments of one session to go on in the buffers of another. */
export function manifestShape(manifest: string): string {
  const attributes = manifest.match(
    /\b(?:codecs|mimeType|width|height|timescale|startNumber|audioSamplingRate|duration|id)="[^"]*"/g,
  );
  return (attributes ?? []).join(' ');
}
