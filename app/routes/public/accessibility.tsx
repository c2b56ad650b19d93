import type { MetaFunction } from '@remix-run/node';
import { useRouteLoaderData } from '@remix-run/react';
import { formatDay } from '../../../domain/language/dates';
import type { loader as rootLoader } from '../../root';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { ReachUs } from '../../ui/reach';
import { useSpeech } from '../../ui/use-speech';

/** When we last went through every page; raise it when it is done again. */
const reviewedOn = '2026-11-25';
/** Where the supervisory authority takes complaints. */
const complaintPage = 'https://www.digg.se/tdosanmalan';

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.about_accessibility_title() }));

/** The accessibility statement that the law asks for. CONTRACT §1 (`/tillganglighet`). */
export default function Accessibility() {
  const t = useSpeech();
  const site = useRouteLoaderData<typeof rootLoader>('root')?.site;
  const operator = site?.operator ?? t.about_operator_unknown();
  const canReach = Boolean(site?.phone || site?.email);
  return (
    <Page t={t} trail={[]} heading={t.about_accessibility_title()}>
      <p>{t.about_accessibility_lead({ operator, site: site?.name ?? t.site_name() })}</p>
      <h2>{t.about_accessibility_report_heading()}</h2>
      <p>{canReach ? t.about_accessibility_report() : t.about_accessibility_report_none()}</p>
      <ReachUs phone={site?.phone} email={site?.email} />
      <h2>{t.about_accessibility_conformance_heading()}</h2>
      <p>{t.about_accessibility_conformance()}</p>
      <h2>{t.about_accessibility_faults_heading()}</h2>
      <p>{t.about_accessibility_faults()}</p>
      <p>{t.about_accessibility_maps()}</p>
      <h2>{t.about_accessibility_authority_heading()}</h2>
      <p>{t.about_accessibility_authority()}</p>
      <p>
        <a href={complaintPage} rel="external noopener noreferrer">
          {t.about_accessibility_authority_link()}
        </a>
      </p>
      <h2>{t.about_accessibility_method_heading()}</h2>
      <p>{t.about_accessibility_method()}</p>
      <p>{t.about_accessibility_date({ date: formatDay(reviewedOn, t) })}</p>
    </Page>
  );
}
