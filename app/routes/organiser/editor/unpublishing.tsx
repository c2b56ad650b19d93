import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { numbersOf } from '../../../../db/console-numbers';
import { callingOffPath, consoleOfferPath, donePath, unpublishingPath } from '../../../../domain/paths';
import { carryOutStatus, requireEntry, statusEdit } from '../../../http/editing.server';
import { Button, ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { callOffWords } from '../../../ui/editor/actions';
import { Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** Makes what is published a draft again, while nobody has signed up. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const { offer, role, isHost } = await requireEntry(request, samling, params.slug);
  if (offer.status === 'draft') throw redirect(consoleOfferPath(offer.type, offer.slug), 303);
  const numbers = (await numbersOf(samling.store.read, [offer.id])).get(offer.id)!;
  return { offer, role, isHost, people: numbers.confirmed.people + numbers.waitlisted.people };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug);
  const isDone = await carryOutStatus(samling, statusEdit(at, 'draft', 'unpublished'));
  return isDone ? redirect(donePath(at.type, at.slug, 'utkast'), 303) : data(null, { status: 409 });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_unpublish_title()}: ${loaded?.offer.title ?? ''}` }));

export default function Unpublishing() {
  const t = useSpeech();
  const { offer, role, isHost, people } = useLoaderData<typeof loader>();
  const { type, slug } = offer;
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="overview" heading={t.editor_unpublish_title()}>
      {people > 0 ? (
        <>
          <Notice tone="stop" heading={t.editor_unpublish_refused({ count: people })}>
            <p>{t.editor_unpublish_instead()}</p>
          </Notice>
          {isHost && (
            <p>
              <ButtonLink href={callingOffPath(type, slug)} look="stop">
                {callOffWords(t, type)}
              </ButtonLink>
            </p>
          )}
        </>
      ) : (
        <form method="post" action={unpublishingPath(type, slug)}>
          <p>{t.editor_unpublish_text()}</p>
          <Button>{t.editor_unpublish()}</Button>
        </form>
      )}
      <p>
        <a href={consoleOfferPath(type, slug)}>{t.console_back()}</a>
      </p>
    </ConsolePage>
  );
}
