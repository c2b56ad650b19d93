import type { MetaFunction } from '@remix-run/node';
import { useRouteLoaderData } from '@remix-run/react';
import type { loader as rootLoader } from '../../root';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { ReachUs } from '../../ui/reach';
import { useSpeech } from '../../ui/use-speech';

/** Where one complains of how personal data is handled. */
const complaintPage = 'https://www.imy.se';

export const meta: MetaFunction = (place) =>
  pageMeta(place, (t) => ({ title: t.about_privacy_title(), description: t.about_privacy_lead() }));

/** What is stored, why, for how long and by whom. CONTRACT §1 (`/integritet`). */
export default function Privacy() {
  const t = useSpeech();
  const site = useRouteLoaderData<typeof rootLoader>('root')?.site;
  const operator = site?.operator ?? t.about_operator_unknown();
  return (
    <Page t={t} trail={[]} heading={t.about_privacy_title()}>
      <p>{t.about_privacy_lead()}</p>
      <h2>{t.about_privacy_what_heading()}</h2>
      <ul>
        <li>{t.about_privacy_what_always()}</li>
        <li>{t.about_privacy_what_reach()}</li>
        <li>{t.about_privacy_what_choice()}</li>
        <li>{t.about_privacy_what_answers()}</li>
        <li>{t.about_privacy_what_when()}</li>
      </ul>
      <p>{t.about_privacy_never()}</p>
      <h2>{t.about_privacy_why_heading()}</h2>
      <p>{t.about_privacy_why()}</p>
      <h2>{t.about_privacy_who_heading()}</h2>
      <p>{t.about_privacy_who()}</p>
      <p>{t.about_privacy_code()}</p>
      <h2>{t.about_privacy_how_long_heading()}</h2>
      <p>{t.about_privacy_how_long({ operator })}</p>
      <h2>{t.about_privacy_machine_heading()}</h2>
      <p>{t.about_privacy_machine()}</p>
      <h2>{t.about_privacy_rights_heading()}</h2>
      <ul>
        <li>{t.about_privacy_rights_see()}</li>
        <li>{t.about_privacy_rights_cancel()}</li>
        <li>{t.about_privacy_rights_remove()}</li>
        <li>
          {t.about_privacy_rights_complain()}{' '}
          <a href={complaintPage} rel="external noopener noreferrer">
            {t.about_privacy_rights_complain_link()}
          </a>
        </li>
      </ul>
      <h2>{t.about_privacy_controller_heading()}</h2>
      <p>{t.about_privacy_controller({ operator })}</p>
      <ReachUs phone={site?.phone} email={site?.email} />
    </Page>
  );
}
