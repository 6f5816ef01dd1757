/**
 * The lines that only one of two texts has: `- ` in front of a line of the first, `+ ` in front of a line of the second. A
 * line that only moved is not listed.
 */
export function lineDifference(before: string, after: string): string[] {
  return [
    ...linesBeyond(before, after).map((line) => `- ${line}`),
    ...linesBeyond(after, before).map((line) => `+ ${line}`),
  ];
}

function linesBeyond(text: string, other: string): string[] {
  const left = new Map<string, number>();
  for (const line of other.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return text.split('\n').filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
