import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { askCoHost, coHostsOfOffer } from '../../../../db/co-hosts';
import { formatMoment } from '../../../../domain/language/dates';
import { speak } from '../../../../domain/language/speech';
import { coHostsPath } from '../../../../domain/paths';
import { may } from '../../../../domain/role';
import { readTyped, valueOf } from '../../../forms/typed';
import { offerTypeOf, requireOffer } from '../../../http/console-offer.server';
import { editAnswer, sendEditBack } from '../../../http/series-edit.server';
import { AfterAsking } from '../../../ui/after-asking';
import { Button } from '../../../ui/button';
import { Select } from '../../../ui/choices';
import { ColleagueLink } from '../../../ui/colleague-link';
import { ConsolePage } from '../../../ui/console-page';
import { ErrorSummary } from '../../../ui/error-summary';
import { errorOf } from '../../../ui/form-fields';
import { Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** Who hosts with the host. The host asks others; who is asked answers on a page of their own. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, role, isHost, signed, organisation } = await requireOffer(request, samling, at, 'events');
  // a date's hosts are its series'
  if (offer.series) throw redirect(coHostsPath('series', offer.series.slug), 303);
  const { coHosts, waiting, others } = await coHostsOfOffer(samling.store.read, offer);
  const own = signed.memberships.flatMap((one) => (may(one.role, 'events') ? one.organisation.slug : []));
  const answer = editAnswer(samling);
  return {
    now: samling.now(),
    ...{ offer, role, organisation, isHost, coHosts, own },
    // whom the host has asked is the host's affair
    waiting: isHost ? waiting : [],
    others: isHost ? others : [],
    errors: answer?.errors ?? [],
    done: new URL(request.url).searchParams.get('klart'),
  };
}

/** Asks an organisation to be with the host. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = { type: offerTypeOf(request), slug: params.slug };
  const { offer, signed } = await requireOffer(request, samling, at, 'events', { hostOnly: true });
  if (offer.series) throw new Response(null, { status: 404 });
  const t = speak('sv');
  const organisation = valueOf(readTyped(samling.form), 'organisation');
  const outcome = await askCoHost(samling.store, { offer, organisation, by: signed.organiser.id }, samling.now());
  const wrong = (message: string, status: 400 | 409) =>
    sendEditBack(samling, { errors: [{ name: 'organisation', message }] }, status);
  if (outcome === 'unknown') return wrong(t.series_co_host_missing(), 400);
  if (outcome === 'already') return wrong(t.series_co_host_already(), 409);
  return redirect(`${coHostsPath(offer.type, offer.slug)}?klart=${outcome}`, 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = `${t.series_co_hosts()}: ${loaded?.offer.title ?? ''}`;
    return { title: loaded?.errors.length ? t.site_error_title({ title }) : title };
  });

export default function CoHosts() {
  const t = useSpeech();
  const { now, offer, role, organisation, isHost, coHosts, own, waiting, others, errors, done } =
    useLoaderData<typeof loader>();
  const path = coHostsPath(offer.type, offer.slug);
  const said = {
    asked: t.series_co_host_done_asked(),
    nobody: t.series_co_host_nobody(),
    removed: t.series_co_host_done_removed(),
    tillbaka: t.series_co_host_done_taken_back(),
  }[done ?? ''];
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="edit"
      heading={t.series_co_hosts()}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      {said && (
        <div role="status">
          <Notice tone={done === 'nobody' ? 'mind' : 'good'} heading={said} />
        </div>
      )}
      <p>{t.series_co_host_host({ organisation: offer.host.name })}</p>
      {coHosts.length === 0 && isHost && <p>{t.series_co_hosts_none()}</p>}
      <ul className="console-list">
        {coHosts.map(({ slug, name }) => (
          <li key={slug}>
            <h2>{name}</h2>
            {(isHost || own.includes(slug)) && (
              <AfterAsking
                action={`${path}/${slug}/borttagning`}
                label={
                  isHost
                    ? t.series_co_host_remove({ organisation: name })
                    : t.series_co_host_leave({ organisation: name })
                }
                text={isHost ? t.series_co_host_remove_text() : t.series_co_host_leave_text()}
                yes={isHost ? t.series_co_host_remove_yes() : t.series_co_host_leave_yes()}
              />
            )}
          </li>
        ))}
      </ul>
      {waiting.length > 0 && (
        <>
          <h2>{t.series_co_host_waiting()}</h2>
          <ul className="console-list">
            {waiting.map(({ id, organisation, askedAt, reached }) => (
              <li key={id}>
                <h3>{organisation.name}</h3>
                <p className="quiet">
                  {t.series_co_host_asked_when({ when: formatMoment(askedAt, offer.timeZone, t, now) })}
                </p>
                {!reached && <p>{t.series_co_host_nobody()}</p>}
                <form method="post" action={`${path}/forfragan/${id}/aterkallelse`}>
                  <Button look="other">{t.series_co_host_take_back({ organisation: organisation.name })}</Button>
                </form>
              </li>
            ))}
          </ul>
        </>
      )}
      {isHost && (
        <form method="post" action={path} noValidate>
          <h2>{t.series_co_host_ask()}</h2>
          <p>{t.series_co_host_ask_text()}</p>
          <Select
            t={t}
            name="organisation"
            label={t.series_co_host_who()}
            error={errorOf(errors, 'organisation')}
            choices={[
              { value: '', label: t.series_choose() },
              ...others.map(({ slug, name }) => ({ value: slug, label: name })),
            ]}
          />
          <Button>{t.series_co_host_send()}</Button>
        </form>
      )}
      {may(role, 'members') && <ColleagueLink t={t} organisation={organisation} />}
    </ConsolePage>
  );
}
