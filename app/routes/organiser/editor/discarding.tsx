import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { discardDraft } from '../../../../db/discarded-draft';
import { consoleOfferPath, consolePath, discardingPath } from '../../../../domain/paths';
import { requireEntry } from '../../../http/editing.server';
import { requireProved } from '../../../http/session.server';
import { Button } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { Alert, Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** Throws a draft away that nobody has signed up to. Only its host may. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { offer, role } = await requireEntry(request, samling, params.slug, { hostOnly: true });
  return { offer, role };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const { type, slug, signed } = await requireEntry(request, samling, params.slug, { hostOnly: true });
  await requireProved(request, samling, signed);
  const outcome = await discardDraft(samling.store, { type, slug, by: signed.organiser.id }, samling.now());
  if (outcome === 'missing') throw data(null, { status: 404 });
  return outcome === 'discarded' ? redirect(consolePath, 303) : data({ outcome }, { status: 409 });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_discard_title()}: ${loaded?.offer.title ?? ''}` }));

export default function Discarding() {
  const t = useSpeech();
  const { offer, role } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { type, slug } = offer;
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="overview" heading={t.editor_discard_title()}>
      {answer?.outcome === 'used' && (
        <Alert>
          <Notice tone="stop" heading={t.editor_discard_used()} />
        </Alert>
      )}
      {offer.status !== 'draft' ? (
        <p>{t.editor_discard_not_a_draft()}</p>
      ) : (
        <form method="post" action={discardingPath(type, slug)}>
          <p>{t.editor_discard_text({ title: offer.title })}</p>
          <Button look="stop">{t.editor_discard()}</Button>
        </form>
      )}
      <p>
        <a href={consoleOfferPath(type, slug)}>{t.console_back()}</a>
      </p>
    </ConsolePage>
  );
}
