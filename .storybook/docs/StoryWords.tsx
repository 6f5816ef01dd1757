/** Shows the comment over a story's export above the story. Renders a `<p>`. */
export function StoryWords({ text }: { text: string }) {
  const parts = text.split(/`([^`]+)`/);
  return (
    <p className="story-words">
      {parts.map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of the sentences never changes
        index % 2 === 0 ? part : <code key={index}>{part}</code>,
      )}
    </p>
  );
}
