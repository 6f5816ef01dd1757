/** The peer that a page is built for: scripts/build-pages.ts makes it one of the files in `peers`. */
declare module 'bench-peer' {
  export const peer: import('./peer.ts').Peer;
}
