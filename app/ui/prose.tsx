/** Somebody's text as it was written: an empty line makes a paragraph, a line break stays. */
export function Prose({ text }: { text: string }) {
  return (
    <div className="prose">
      {text
        .split(/\n\s*\n/u)
        .filter((paragraph) => paragraph.trim())
        .map((paragraph, position) => (
          <p key={position}>{paragraph.trim()}</p>
        ))}
    </div>
  );
}
