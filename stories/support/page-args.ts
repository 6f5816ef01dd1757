/** Args of all pages with autoplay. */
export interface PageArgs {
  /** Whether the players start by themselves. On a docs page they wait for a click. */
  autoPlay: boolean;
}
