/** The answer to a segment request, as dash.js receives it. Status 0: no answer. */
export interface SegmentAnswer {
  readonly status: number;
  readonly body: ArrayBuffer;
}

export function noAnswer(): SegmentAnswer {
  return { status: 0, body: new ArrayBuffer(0) };
}

/** Downloads a URL. @param onBytes Called whenever something is received, the headers included. */
export async function download(
  url: string,
  signal: AbortSignal,
  onBytes: () => void,
): Promise<SegmentAnswer> {
  const { status, body } = await fetch(url, { signal });
  onBytes();
  const chunks: Uint8Array[] = [];
  const reader = body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) break;
    onBytes();
    chunks.push(value);
  }
  return { status, body: joined(chunks) };
}

function joined(chunks: readonly Uint8Array[]): ArrayBuffer {
  const [first] = chunks;
  // One chunk is used as it is, unless it is a part of a larger buffer.
  if (first && chunks.length === 1 && first.byteLength === first.buffer.byteLength)
    return first.buffer as ArrayBuffer;
  const whole = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole.buffer;
}
