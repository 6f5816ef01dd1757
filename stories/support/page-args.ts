/** What each page that plays by itself can be told. */
export interface PageArgs {
  /** Whether the players begin by themselves. On a docs page they wait for a click. */
  autoPlay: boolean;
}
