import type { Speech } from '../../domain/language/speech';

/** Teams by name and number of players: who is in one is for its own members. */
export function TeamList(props: {
  t: Speech;
  teams: readonly { number: number; name: string; state: string; players: number }[];
  terms: { min: number; max: number };
}) {
  const { t, teams, terms } = props;
  return (
    <ol className="team-list">
      {teams.map((team) => (
        <li key={team.number}>
          <bdi>{team.name}</bdi> <span className="quiet">{teamState(t, team, terms)}</span>
        </li>
      ))}
    </ol>
  );
}

/** "6 spelare, 2 till behövs" */
function teamState(
  t: Speech,
  { state, players }: { state: string; players: number },
  { min, max }: { min: number; max: number },
): string {
  return [
    t.event_team_players({ count: players }),
    players < min ? t.event_team_missing({ count: min - players }) : players >= max ? t.event_team_full() : null,
    state === 'waitlisted' ? t.event_team_waits() : null,
  ]
    .filter(Boolean)
    .join(', ');
}
