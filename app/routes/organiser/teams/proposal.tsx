import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readProposal, useProposal as applyProposal } from '../../../../db/team-board/proposal';
import { boardDeedPaths, teamBoardPath } from '../../../../domain/paths';
import { readProposalUse, readSeed } from '../../../forms/board-form';
import { valueOf } from '../../../forms/typed';
import { actOnBoard, boardAnswer, requireBoard } from '../../../http/team-board.server';
import { Button, ButtonLink } from '../../../ui/button';
import { ConsolePage } from '../../../ui/console-page';
import { ErrorSummary } from '../../../ui/error-summary';
import { pageMeta } from '../../../ui/page-meta';
import { ProposedTeams } from '../../../ui/team-board/proposed-teams';
import { refusalWords } from '../../../ui/team-board/refusal-words';
import { useSpeech } from '../../../ui/use-speech';

/** Where the players without a team could play: shown first, then used as one deed. */
export async function loader(args: LoaderFunctionArgs) {
  const { samling } = args.context;
  const { offer, role } = await requireBoard(args);
  const answer = boardAnswer(samling);
  const written = answer ? valueOf(answer.typed, 'omgang') : new URL(args.request.url).searchParams.get('omgang');
  const seed = readSeed(written);
  const now = samling.now();
  const proposal = await readProposal(samling.store.read, offer.id, seed, now);
  if (!proposal) throw new Response(null, { status: 404 });
  return { now, offer, role, seed, proposal, answer };
}

export async function action(args: ActionFunctionArgs) {
  return actOnBoard(args, {
    form: 'proposal',
    do: (store, at, typed, now) => applyProposal(store, at, readProposalUse(typed), now),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, ...place }) =>
  pageMeta(place, (t) => {
    const title = t.board_propose_title({ title: loaded?.offer.title ?? '' });
    return { title: loaded?.answer ? t.site_error_title({ title }) : title };
  });

export default function ProposalPage() {
  const t = useSpeech();
  const { now, offer, role, seed, proposal, answer } = useLoaderData<typeof loader>();
  const paths = boardDeedPaths(offer.slug);
  const errors = answer ? [{ name: 'proposal', message: refusalWords(t, answer.why, { now, offer }) }] : [];
  const { teams, left } = proposal;
  return (
    <ConsolePage
      t={t}
      offer={offer}
      role={role}
      tab="teams"
      heading={t.board_propose_heading()}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      {teams.length === 0 ? (
        <p>{left.length ? t.board_propose_no_room() : t.board_propose_none()}</p>
      ) : (
        <form method="post" action={paths.proposal} className="board-proposal" noValidate>
          <p>
            {t.board_propose_text()} {t.board_propose_how()}
          </p>
          <input type="hidden" name="basis" value={proposal.basis} />
          <input type="hidden" name="omgang" value={seed} />
          <ProposedTeams t={t} proposal={proposal} answer={answer} error={errors[0]?.message} />
          {proposal.open && <Button>{t.board_propose_use()}</Button>}{' '}
          <ButtonLink href={`${paths.proposal}?omgang=${seed + 1}`} look="other">
            {t.board_propose_again()}
          </ButtonLink>
        </form>
      )}
      {left.length > 0 && <p>{t.board_propose_left({ names: left.join(', ') })}</p>}
      <p>
        <a href={teamBoardPath(offer.slug)}>{t.board_propose_back()}</a>
      </p>
    </ConsolePage>
  );
}
