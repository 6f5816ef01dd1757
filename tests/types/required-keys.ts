/** The names of the props that a component requires. */
export type RequiredKeys<Props> = {
  [Key in keyof Props]-?: Record<never, never> extends Pick<Props, Key> ? never : Key;
}[keyof Props];
