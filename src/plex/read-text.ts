import { readAnswer } from './read-answer.ts';

/**
 * Reads at most about `limit` characters of an answer. The rest is not received. Rejects when the connection breaks, or its time limit
 * is over.
 */
export async function readText(response: Response, limit: number): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader && text.length < limit) {
    const { done, value } = await readAnswer(response, () => reader.read());
    text += decoder.decode(value, { stream: !done });
    if (done) return text;
  }
  reader?.cancel().catch(() => {});
  return text;
}
