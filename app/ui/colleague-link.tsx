import type { Speech } from '../../domain/language/speech';
import { membersPath } from '../../domain/paths';

/** Where one invites a colleague: it is looked for where others are chosen who are already there. */
export function ColleagueLink({ t, organisation }: { t: Speech; organisation: { slug: string; name: string } }) {
  return (
    <p>
      {t.account_colleague_text()}{' '}
      <a href={membersPath(organisation.slug)}>{t.organiser_members_title({ organisation: organisation.name })}</a>
    </p>
  );
}
