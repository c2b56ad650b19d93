import type { Speech } from '../../../domain/language/speech';
import type { WithoutSignup } from '../../../domain/offer';

/** Why nobody has signed up here, where nobody can: one just comes, or signs up on another web site, which it leads to. */
export function NoSignups({ t, way }: { t: Speech; way: WithoutSignup }) {
  if (way.state === 'none') return <p>{t.participants_drop_in()}</p>;
  return (
    <p>
      {t.participants_elsewhere()}{' '}
      <a href={way.url} rel="external noopener noreferrer">
        {t.participants_elsewhere_link({ site: siteOf(way.url) })}
      </a>
    </p>
  );
}

/** "example.se" */
const siteOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
