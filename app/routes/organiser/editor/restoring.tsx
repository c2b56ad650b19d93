import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { forgetCalledOffWords } from '../../../../db/called-off';
import { consoleOfferPath, donePath, restoringPath } from '../../../../domain/paths';
import { carryOutStatus, consequencesOf, requireEntry, statusEdit } from '../../../http/editing.server';
import { Button } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { ConsequenceList } from '../../../ui/consequences';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** Takes a cancellation back. Only the host may. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug, { hostOnly: true });
  const { offer, role } = at;
  const isOff = offer.status === 'cancelled';
  const edit = statusEdit(at, 'published', 'restored');
  return { offer, role, isOff, consequences: isOff ? await consequencesOf(samling, edit) : null };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug, { hostOnly: true });
  if (at.offer.status === 'cancelled') {
    const forget = statusEdit(at, 'published', 'restored', (trx) => forgetCalledOffWords(trx, at.offer.id));
    await carryOutStatus(samling, forget);
  }
  return redirect(donePath(at.type, at.slug, 'blir-av'), 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_restore_title()}: ${loaded?.offer.title ?? ''}` }));

export default function Restoring() {
  const t = useSpeech();
  const { offer, role, isOff, consequences } = useLoaderData<typeof loader>();
  const { type, slug } = offer;
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="overview" heading={t.editor_restore_title()}>
      {!isOff || !consequences ? (
        <p>{t.editor_restore_not_off()}</p>
      ) : (
        <form method="post" action={restoringPath(type, slug)}>
          <p>{t.editor_restore_text()}</p>
          <ConsequenceList t={t} consequences={consequences} />
          <Button>{t.editor_restore()}</Button>
        </form>
      )}
      <p>
        <a href={consoleOfferPath(type, slug)}>{t.console_back()}</a>
      </p>
    </ConsolePage>
  );
}
