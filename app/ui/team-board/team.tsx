import type { BoardTeam } from '../../../db/team-board/view';
import type { Speech } from '../../../domain/language/speech';
import { participantActPath } from '../../../domain/paths';
import { Button } from '../button';
import { describedBy, Field, FieldGroup, fieldId } from '../field';
import { Mark } from '../notice';
import { PhoneLink } from '../reach';
import { fieldOf, ofForm } from './forms';
import { Player, type BoardProps } from './player';
import { captainOf, teamLabel } from './team-label';

/** A team: how many it is of how many it needs, who leads it, who is on it, and what can be done with it. */
export function Team({ team, min, ...board }: BoardProps & { team: BoardTeam; min: number }) {
  const { t, max, open } = board;
  const heading = `lag-${team.number}-namn`;
  const told = `lag-${team.number}-vilket`;
  const size = { players: team.players, min, max };
  return (
    <section
      className="board-team"
      id={teamId(team)}
      aria-labelledby={team.sharesName ? `${heading} ${told}` : heading}
      data-team={team.id}
      data-name={teamLabel(t, team)}
    >
      <h3 id={heading}>
        <bdi>{team.name}</bdi>
      </h3>
      {team.sharesName && <SharedName t={t} team={team} open={open} id={told} />}
      <p>
        {min === max ? t.board_size_exact(size) : t.board_size(size)} <Size t={t} team={team} />
      </p>
      {team.captainsPhone && (
        <p>
          {t.board_call_captain()} <PhoneLink phone={team.captainsPhone} />
        </p>
      )}
      {open && team.short > 0 && !team.waits && <Unreached t={t} team={team} slug={board.slug} />}
      <ul className="board-players">
        {team.members.map((member) => (
          <Player key={member.id} {...board} member={member} team={team} />
        ))}
      </ul>
      {open && <TeamForms {...board} team={team} />}
    </section>
  );
}

/** Says that another team has the same name, and by what this one is told from it: that, `id`, is read out too. */
function SharedName({ t, team, open, id }: { t: Speech; team: BoardTeam; open: boolean; id: string }) {
  const captain = captainOf(team)?.name;
  return (
    <p>
      <Mark tone="mind">{t.board_same_name()}</Mark>{' '}
      <span id={id}>
        {t.board_same_name_number({ number: team.number })} {captain && t.board_same_name_captain({ captain })}
      </span>{' '}
      {open && t.board_same_name_rename()}
    </p>
  );
}

/** Where on the page a team is. */
export const teamId = ({ number }: Pick<BoardTeam, 'number'>) => `lag-${number}`;

/** Why the captain of a team that is too few is not reminded, and what one can do. */
function Unreached({ t, team, slug }: { t: Speech; team: BoardTeam; slug: string }) {
  const captain = captainOf(team);
  if (!captain || !team.captainUnreached) return null;
  const why = team.captainUnreached === 'mail-fails' ? t.board_captain_mail_fails() : t.board_captain_nothing_given();
  return (
    <>
      <p>
        {why} {couldLead(team).length ? t.board_captain_meet_or_choose() : t.board_captain_meet()}
      </p>
      <p>
        <a href={participantActPath('event', slug, captain.id, 'andring')}>
          {t.board_captain_write()} <span className="unseen">{captain.name}</span>
        </a>
      </p>
    </>
  );
}

/** Who can be made captain: has joined by themselves, and has a place. */
const couldLead = (team: BoardTeam) => team.members.filter((one) => !one.named && !one.waits && !one.captain);

function Size({ t, team }: { t: Speech; team: BoardTeam }) {
  return (
    <>
      {team.short > 0 ? (
        <Mark tone="stop">{t.board_short({ count: team.short })}</Mark>
      ) : (
        <Mark tone="good">{team.room === 0 ? t.board_full() : t.board_whole()}</Mark>
      )}{' '}
      {team.waits && (
        <Mark tone="mind">
          {team.position === null ? t.board_team_waits() : t.board_team_position({ position: team.position })}
        </Mark>
      )}
    </>
  );
}

function TeamForms({ team, ...board }: BoardProps & { team: BoardTeam }) {
  const { t, refused } = board;
  const isOpen = (['rename', 'captain', 'merge', 'split'] as const).some((form) => ofForm(refused, form, team.id));
  return (
    <details className="board-change" open={isOpen}>
      <summary>{t.board_change_team({ team: teamLabel(t, team) })}</summary>
      <RenameForm {...board} team={team} />
      <CaptainForm {...board} team={team} />
      <MergeForm {...board} team={team} />
      {!team.waits && <SplitForm {...board} team={team} />}
    </details>
  );
}

type FormProps = BoardProps & { team: BoardTeam };

function RenameForm({ t, paths, refused, team }: FormProps) {
  const own = ofForm(refused, 'rename', team.id);
  const field = fieldOf('rename', team.id);
  return (
    <form method="post" action={paths.rename} noValidate>
      <input type="hidden" name="team" value={team.id} />
      <NameField
        t={t}
        field={field}
        label={t.board_rename()}
        error={own?.message}
        value={own?.value('name') ?? team.name}
      />
      <Button look="other">{t.board_rename_submit()}</Button>
    </form>
  );
}

function CaptainForm({ t, paths, refused, team }: FormProps) {
  const able = couldLead(team);
  if (!able.length) return null;
  const own = ofForm(refused, 'captain', team.id);
  const field = fieldOf('captain', team.id);
  return (
    <form method="post" action={paths.captain}>
      <input type="hidden" name="team" value={team.id} />
      <Choose
        t={t}
        field={field}
        name="player"
        label={t.board_captain_choose()}
        error={own?.message}
        value={own?.value('player')}
        choices={able.map(({ id, name }) => ({ id, name }))}
      />
      <Button look="other">{t.board_captain_submit()}</Button>
    </form>
  );
}

function MergeForm({ t, teams, max, paths, refused, team }: FormProps) {
  const goals = teams.filter((one) => one !== team && one.room >= team.players && (!one.waits || team.waits));
  const own = ofForm(refused, 'merge', team.id);
  const field = fieldOf('merge', team.id);
  if (!goals.length && !own) return null;
  return (
    <form method="post" action={paths.merge}>
      <input type="hidden" name="team" value={team.id} />
      <Choose
        t={t}
        field={field}
        name="into"
        label={t.board_merge({ team: teamLabel(t, team) })}
        error={own?.message}
        value={own?.value('into')}
        choices={goals.map((goal) => ({
          id: goal.id,
          name: t.board_room({ team: teamLabel(t, goal), players: goal.players, max }),
        }))}
      />
      <Button look="other">{t.board_merge_submit()}</Button>
    </form>
  );
}

function SplitForm({ t, paths, refused, team }: FormProps) {
  const able = team.members.filter((member) => !member.waits);
  if (able.length < 2) return null;
  const own = ofForm(refused, 'split', team.id);
  const field = fieldOf('split', team.id);
  const isAboutName = own?.message === t.board_refused_name();
  return (
    <form method="post" action={paths.split} noValidate>
      <input type="hidden" name="team" value={team.id} />
      <FieldGroup t={t} name={field} label={t.board_split()} error={isAboutName ? undefined : own?.message}>
        {able.map((member, position) => {
          const id = position ? `${fieldId(field)}-${position + 1}` : fieldId(field);
          return (
            <div key={member.id} className="tick">
              <input
                type="checkbox"
                id={id}
                name="player"
                value={member.id}
                defaultChecked={own?.values('player').includes(member.id)}
              />
              <label htmlFor={id}>{member.name}</label>
            </div>
          );
        })}
      </FieldGroup>
      <NameField
        t={t}
        field={`${field}-namn`}
        label={t.board_split_name()}
        error={isAboutName ? own.message : undefined}
        value={own?.value('name')}
      />
      <Button look="other">{t.board_split_submit()}</Button>
    </form>
  );
}

/** A team's name. Its id is the team's own, since the page has one for each. */
export function NameField(props: {
  t: Speech;
  field: string;
  name?: string;
  label: string;
  error?: string;
  value?: string;
}) {
  const { t, field, name = 'name', label, error, value } = props;
  return (
    <Field t={t} name={field} label={label} error={error}>
      <input
        className="input"
        id={fieldId(field)}
        name={name}
        defaultValue={value}
        autoComplete="off"
        {...describedBy({ name: field, error })}
      />
    </Field>
  );
}

function Choose(props: {
  t: Speech;
  field: string;
  name: string;
  label: string;
  error?: string;
  value?: string;
  choices: readonly { id: string; name: string }[];
}) {
  const { t, field, name, label, error, value, choices } = props;
  return (
    <Field t={t} name={field} label={label} error={error}>
      <select
        className="input"
        id={fieldId(field)}
        name={name}
        defaultValue={value}
        {...describedBy({ name: field, error })}
      >
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </select>
    </Field>
  );
}
