import { coach } from '../../../domain/language/coach';
import type { Speech } from '../../../domain/language/speech';

/**
 * How a text reads, under its field: for what is written now, and with the words that app/enhance/coach.ts says while
 * one writes. It never stops anybody.
 */
export function Coach({ t, name, text }: { t: Speech; name: string; text: string }) {
  const said = coach(text);
  const words = {
    easy: t.editor_coach_easy(),
    fair: t.editor_coach_fair(),
    hard: t.editor_coach_hard(),
    heavy: t.editor_coach_heavy(),
  };
  return (
    <div
      className={said ? `coach coach-${said.readability}` : 'coach'}
      data-coach={name}
      data-easy={words.easy}
      data-fair={words.fair}
      data-hard={words.hard}
      data-heavy={words.heavy}
      data-score={t.editor_coach_score({ lix: '%' })}
      data-long={t.editor_coach_long({ words: '%' })}
      data-tip={t.editor_coach_tip()}
      aria-live="polite"
    >
      {said && (
        <>
          <p>
            <strong>{words[said.readability]}</strong> {t.editor_coach_score({ lix: String(said.lix) })}
          </p>
          {said.longWords.length > 0 && <p>{t.editor_coach_long({ words: said.longWords.join(', ') })}</p>}
          {said.readability !== 'easy' && <p>{t.editor_coach_tip()}</p>}
        </>
      )}
    </div>
  );
}
