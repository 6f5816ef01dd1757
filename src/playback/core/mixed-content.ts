/** What the viewer reads of such a request. */
export const MIXED_CONTENT =
  'This page is loaded by https, and browsers do not let it ask a server by http. Use the https address of the Plex server, or a proxy of this page.';

const LOCAL = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|.*\.localhost)$/;

/** Whether the browser blocks requests to `url` from the page at `page`: by http from https, but for a server on the same machine. */
export function isMixedContent(url: string, page: string | undefined): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !LOCAL.test(hostname) && page?.startsWith('https:') === true;
}
