/** Reads at most about `limit` characters of an answer. The rest is not received. Rejects when the connection breaks. */
export async function readText({ body }: Response, limit: number): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader && text.length < limit) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) return text;
  }
  reader?.cancel().catch(() => {});
  return text;
}
