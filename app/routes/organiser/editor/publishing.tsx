import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { donePath, editPath, publishingPath } from '../../../../domain/paths';
import { carryOutStatus, lacksAt, requireEntry, statusEdit } from '../../../http/editing.server';
import { Button } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { Lacks } from '../../../ui/editor/lacks';
import { Alert, Notice } from '../../../ui/notice';
import { pageMeta } from '../../../ui/page-meta';
import { useSpeech } from '../../../ui/use-speech';

/** What is to be thought of before a draft is published. */
export async function loader({ request, params, context: { samling } }: LoaderFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug);
  const { offer, role } = at;
  return { offer, role, lacks: await lacksAt(samling, at) };
}

export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug);
  const { offer, type, slug } = at;
  if (offer.status === 'draft') {
    const lacks = await lacksAt(samling, at);
    if (lacks.some(({ needed }) => needed)) return data({ refused: true }, { status: 409 });
    if (!(await carryOutStatus(samling, statusEdit(at, 'published', 'published')))) {
      return data({ refused: true }, { status: 409 });
    }
  }
  return redirect(donePath(type, slug, 'publicerat'), 303);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => ({ title: `${t.editor_publish_title()}: ${loaded?.offer.title ?? ''}` }));

export default function Publishing() {
  const t = useSpeech();
  const { offer, role, lacks } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { type, slug } = offer;
  const isReady = !lacks.some(({ needed }) => needed);
  return (
    <ConsolePage t={t} offer={offer} role={role} tab="edit" heading={t.editor_publish_title()}>
      {answer && (
        <Alert>
          <Notice tone="stop" heading={t.editor_publish_refused()} />
        </Alert>
      )}
      {offer.status !== 'draft' ? (
        <p>{t.editor_publish_already()}</p>
      ) : (
        <>
          <Lacks t={t} lacks={lacks} type={type} slug={slug} />
          {isReady && (
            <form method="post" action={publishingPath(type, slug)}>
              <p>{t.editor_publish_text()}</p>
              <Button>{t.editor_publish()}</Button>
            </form>
          )}
        </>
      )}
      <p>
        <a href={editPath(type, slug)}>{t.editor_all_sections()}</a>
      </p>
    </ConsolePage>
  );
}
