import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { nameOrganiser } from '../../../db/organisers';
import { consolePath, ownNamePath, sessionsPath } from '../../../domain/paths';
import { readOwnName } from '../../forms/own-name';
import { readTyped } from '../../forms/typed';
import { requireSignedIn } from '../../http/session.server';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { errorOf } from '../../ui/form-fields';
import { OwnNameField, ownNameFault } from '../../ui/own-name-field';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** What an organiser is called: others see it in messages, in the log and where it says whom to ask. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const { organiser } = await requireSignedIn(request, samling);
  return { name: organiser.name };
}

export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const { organiser } = await requireSignedIn(request, samling);
  const { name, fault } = readOwnName(readTyped(samling.form));
  if (fault) return data({ name: name ?? '', fault }, { status: 400 });
  await samling.store.transact((trx) => nameOrganiser(trx, organiser.id, name));
  return redirect(consolePath, 303);
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.account_name_title() }));

export default function OwnName() {
  const t = useSpeech();
  const { name } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer ? [{ name: 'name', message: ownNameFault(t, answer.fault) }] : [];
  return (
    <Page
      t={t}
      heading={t.account_name_title()}
      trail={[
        { href: consolePath, label: t.organiser_start_title() },
        { href: sessionsPath, label: t.organiser_sessions_title() },
      ]}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      <form method="post" action={ownNamePath} noValidate>
        <OwnNameField t={t} value={answer?.name ?? name ?? ''} error={errorOf(errors, 'name')} />
        <Button>{t.account_name_save()}</Button>
      </form>
    </Page>
  );
}
