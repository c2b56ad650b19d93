import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { leftToTell } from '../../../../db/calls';
import { entryOf, type OfferType } from '../../../../db/programme/edit';
import type { Speech } from '../../../../domain/language/speech';
import { sectionsOf } from '../../../../domain/sections';
import {
  coHostsPath,
  editPath,
  picturePath,
  previewPath,
  remindingPath,
  publishingPath,
  sectionPath,
  seriesDatesPath,
} from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { asOffer } from '../../../forms/editor/section-form';
import { offerTypeOf, requireOffer } from '../../../http/console-offer.server';
import { lacksAt } from '../../../http/editing.server';
import { ButtonLink } from '../../../ui/button';
import { CallsLeft } from '../../../ui/calls-left';
import { ConsolePage } from '../../../ui/console-page';
import { Lacks } from '../../../ui/editor/lacks';
import { MailsLater } from '../../../ui/consequences';
import { sectionSummary } from '../../../ui/editor/section-summary';
import { sectionName } from '../../../ui/editor/section-words';
import { Notice } from '../../../ui/notice';
import { StatusMark } from '../../../ui/own-offers';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** All that is written about an event or a series, a section on each line, and what is lacking. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const type = offerTypeOf(request);
  const { offer, role } = await requireOffer(request, samling, { type, slug: params.slug }, 'events');
  const { read } = samling.store;
  const now = samling.now();
  const entry = await entryOf(read, type, offer.slug);
  // a date is changed with its series
  if (!entry) return { now, offer, role, entry: null, lacks: [], saved: null, copied: false, left: null };
  const lacks = await lacksAt(samling, { type, entry: asOffer(entry), offer });
  const asked = new URL(request.url).searchParams;
  const saved = asked.get('sparat');
  const copied = asked.get('klart') === 'kopia';
  const left = saved !== null && may(role, 'participants') ? await leftToTell(read, offer) : null;
  return { now, offer, role, entry: asOffer(entry), lacks: offer.status === 'draft' ? lacks : [], saved, copied, left };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_sections_title()}: ${loaded?.offer.title ?? ''}` }));

export default function Sections() {
  const t = useSpeech();
  const { now, offer, role, entry, lacks, saved, copied, left } = useLoaderData<typeof loader>();
  const { type, slug, status } = offer;
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="edit" heading={t.editor_sections_title()}>
      {copied && (
        <div role="status">
          <Notice tone="good" heading={t.editor_copied()} />
        </div>
      )}
      <p>
        <strong>{offer.title}</strong> <StatusMark t={t} status={status} />
      </p>
      {saved !== null && (
        <div role="status">
          <p>{t.editor_saved()}</p>
          <MailsLater t={t} mails={saved} />
          <CallsLeft t={t} offer={offer} left={left} />
        </div>
      )}
      {saved !== null && status === 'draft' && lacks.length === 0 && <PublishOn t={t} type={type} slug={slug} />}
      {!entry && offer.series && (
        <Notice heading={t.editor_date_of_series()}>
          <ul>
            <li>
              <a href={editPath('series', offer.series.slug)}>{t.editor_date_of_series_edit()}</a>
            </li>
            <li>
              <a href={`${seriesDatesPath(offer.series.slug)}#${slug.slice(-10)}`}>{t.editor_date_of_series_dates()}</a>
            </li>
          </ul>
        </Notice>
      )}
      {entry && (
        <>
          <ol className="section-list">
            {sectionsOf(type).map((section) => (
              <li key={section}>
                <a href={sectionPath(type, slug, section)}>{sectionName(t, section)}</a>
                <Summary text={sectionSummary(t, section, entry, now) || t.editor_sum_nothing()} />
              </li>
            ))}
            <li>
              <a href={remindingPath(type, slug)}>{t.editor_section_messages()}</a>
              <Summary text={t.editor_sum_messages()} />
            </li>
            {type === 'series' && (
              <li>
                <a href={seriesDatesPath(slug)}>{t.editor_section_dates()}</a>
                <Summary text={t.editor_sum_dates()} />
              </li>
            )}
            <li>
              <a href={picturePath(type, slug)}>{t.editor_section_picture()}</a>
              <Summary text={t.editor_sum_picture()} />
            </li>
            <li>
              <a href={coHostsPath(type, slug)}>{t.editor_section_co_hosts()}</a>
              <Summary text={t.editor_sum_co_hosts()} />
            </li>
          </ol>
          {status === 'draft' && (
            <>
              <Lacks t={t} lacks={lacks} type={type} slug={slug} />
              {(saved === null || lacks.length > 0) && <PublishOn t={t} type={type} slug={slug} />}
            </>
          )}
          <p>
            <ButtonLink href={previewPath(type, slug)} look="other">
              {t.editor_preview()}
            </ButtonLink>
          </p>
        </>
      )}
    </ConsolePage>
  );
}

const PublishOn = ({ t, type, slug }: { t: Speech; type: OfferType; slug: string }) => (
  <p>
    <ButtonLink href={publishingPath(type, slug)}>{t.editor_publish_on()}</ButtonLink>
  </p>
);

const Summary = ({ text }: { text: string }) => <p className="quiet">{text}</p>;
