/** The peer that a page is built for: runner/build-page.ts resolves it to one of the files in `peers`. */
declare module 'bench-peer' {
  export const peer: import('./peer.ts').Peer;
}
