import type { View } from '../message';
import { Line } from './text';

/** Where one stands now: with a place, or where in line. So that each mail is enough by itself. */
export function Standing({ letter, t }: View) {
  const { receipt } = letter;
  if (receipt.state === 'confirmed') return <Line>{t.mail_standing_confirmed()}</Line>;
  if (receipt.state !== 'waitlisted' || receipt.noPlaceAt !== null) return null;
  return (
    <Line>
      {t.mail_standing_waits()} <Position letter={letter} t={t} />
    </Line>
  );
}

/** "Du är nummer 3 i kön", or the team. */
export function Position({ letter, t }: Pick<View, 'letter' | 't'>) {
  const { position } = letter.receipt;
  if (position === null) return null;
  return letter.waitsWithTeam ? t.mail_standing_team_position({ position }) : t.mail_standing_position({ position });
}
