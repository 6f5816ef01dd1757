/** The offsets of subtitles that clients have stored, in milliseconds. The server applies none: the client does. */
export interface StreamOffsets {
  /** 0 if there is none. */
  of(account: string, streamId: string): number;
  put(account: string, streamId: string, milliseconds: number): void;
}

export function createStreamOffsets(): StreamOffsets {
  const stored = new Map<string, number>();
  const keyOf = (account: string, streamId: string) => `${streamId} ${account}`;
  return {
    of: (account, streamId) => stored.get(keyOf(account, streamId)) ?? 0,
    put(account, streamId, milliseconds) {
      stored.set(keyOf(account, streamId), milliseconds);
    },
  };
}
