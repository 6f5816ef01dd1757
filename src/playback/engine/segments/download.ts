/** The answer to a segment request, as dash.js receives it. Status 0: no answer. */
export interface SegmentAnswer {
  readonly status: number;
  readonly body: ArrayBuffer;
}

/**
 * Downloads a URL. Rejects when there is no answer, or `signal` aborts.
 * @param onBytes Called whenever something is received, the headers included, with the number of bytes of the body so far.
 */
export type Download = (
  url: string,
  signal: AbortSignal,
  onBytes: (receivedBytes: number) => void,
) => Promise<SegmentAnswer>;

export function noAnswer(): SegmentAnswer {
  return { status: 0, body: new ArrayBuffer(0) };
}

/** By XMLHttpRequest: it reports progress without reading the body in script. */
export const download: Download = (url, signal, onBytes) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.responseType = 'arraybuffer';
    request.onreadystatechange = () => onBytes(0);
    request.onprogress = ({ loaded }) => onBytes(loaded);
    request.onload = () =>
      resolve({
        status: request.status,
        body: (request.response as ArrayBuffer | null) ?? noAnswer().body,
      });
    const abort = () => request.abort();
    signal.addEventListener('abort', abort);
    // After `load` this changes nothing. A body that is cut ends with `error`, or with `abort` if it came from a service worker.
    request.onloadend = () => {
      signal.removeEventListener('abort', abort);
      reject(signal.aborted ? signal.reason : new TypeError('The request has failed.'));
    };
    request.send();
  });
