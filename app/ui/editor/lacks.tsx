import type { Speech } from '../../../domain/language/speech';
import { sectionPath } from '../../../domain/paths';
import type { Lack } from '../../../domain/readiness';
import { Notice } from '../notice';
import { lackWords } from './section-words';

/** What is needed before it is published, and what may wait: each leads to where it is written. */
export function Lacks(props: { t: Speech; lacks: readonly Lack[]; type: 'event' | 'series'; slug: string }) {
  const { t, lacks } = props;
  const needed = lacks.filter((lack) => lack.needed);
  const asked = lacks.filter((lack) => !lack.needed);
  return (
    <>
      {needed.length > 0 && (
        <Notice tone="mind" heading={t.editor_lacks_needed()}>
          <LackList {...props} lacks={needed} />
        </Notice>
      )}
      {asked.length > 0 && (
        <Notice heading={t.editor_lacks_asked()}>
          <LackList {...props} lacks={asked} />
        </Notice>
      )}
    </>
  );
}

function LackList(props: { t: Speech; lacks: readonly Lack[]; type: 'event' | 'series'; slug: string }) {
  const { t, lacks, type, slug } = props;
  return (
    <ul className="ways-on">
      {lacks.map((lack) => (
        <li key={lack.what}>
          <a href={sectionPath(type, slug, lack.section)}>{lackWords(t, lack)}</a>
        </li>
      ))}
    </ul>
  );
}
