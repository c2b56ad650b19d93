/** A code to write down or say aloud, in groups; a screen reader spells it. */
export function CodeBlock({ groups }: { groups: readonly string[] }) {
  return (
    <p className="code-block" dir="ltr" translate="no">
      {groups.map((group, position) => (
        <span key={position}>{group} </span>
      ))}
    </p>
  );
}
