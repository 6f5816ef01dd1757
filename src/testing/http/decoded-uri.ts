/** Decodes a URI of an item or a list, which holds its path encoded: `library://{section}/item/%2Flibrary%2Fmetadata%2F1`. */
export function decodedUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
