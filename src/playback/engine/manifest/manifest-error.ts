/** A manifest that coplay does not play. The message says why, and holds nothing of the manifest but names. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}
