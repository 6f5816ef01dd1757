/** Says above a story what it is about, by the comment over its export. Renders a `<p>`. */
export function StoryWords({ text }: { text: string }) {
  const parts = text.split(/`([^`]+)`/);
  return (
    <p className="story-words">
      {parts.map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence never changes its order
        index % 2 === 0 ? part : <code key={index}>{part}</code>,
      )}
    </p>
  );
}
