import { pathIn } from '../../domain/language/path';
import type { Speech } from '../../domain/language/speech';
import { consolePath } from '../../domain/paths';
import type { FaultKind } from '../http/fault';
import { Button, ButtonLink } from './button';
import { LostBall } from './lost-ball';

/** What one can do about a fault: wait, look at the start page, or send again what was typed. */
export interface FaultFacts {
  kind: FaultKind;
  /** Minutes until it is worth trying again, of `too-many`. */
  minutes?: number;
  /** What was sent, of a form that could not be taken now: kept, to be sent again with one tap. */
  kept?: { action: string; fields: [name: string, value: string][] };
}

/** A fault in words: never blank, never a number alone. */
export function FaultPage({ t, facts, isConsole }: { t: Speech; facts: FaultFacts; isConsole: boolean }) {
  const { title, text } = faultWords(t, facts);
  return (
    <div className="page fault">
      <LostBall />
      <h1>{title}</h1>
      <p>{text}</p>
      {facts.kept && (
        <form method="post" action={facts.kept.action}>
          <p>{t.fault_unavailable_kept()}</p>
          {facts.kept.fields.map(([name, value], position) => (
            // a textarea that is not shown, since a hidden input would lose line breaks
            <textarea key={position} name={name} defaultValue={value} hidden readOnly />
          ))}
          <Button>{t.fault_send_again()}</Button>
        </form>
      )}
      <p>
        <ButtonLink href={isConsole ? consolePath : pathIn(t.language, '/')} look={facts.kept ? 'other' : 'go'}>
          {isConsole ? t.fault_to_console() : t.fault_to_start()}
        </ButtonLink>
      </p>
    </div>
  );
}

/** A fault's heading and its sentence of what to do. */
export function faultWords(t: Speech, { kind, minutes = 1 }: FaultFacts): { title: string; text: string } {
  switch (kind) {
    case 'wrong-request':
      return { title: t.fault_wrong_request_title(), text: t.fault_wrong_request_text() };
    case 'foreign-origin':
      return { title: t.fault_foreign_origin_title(), text: t.fault_foreign_origin_text() };
    case 'forbidden':
      return { title: t.fault_forbidden_title(), text: t.fault_forbidden_text() };
    case 'not-found':
      return { title: t.fault_not_found_title(), text: t.fault_not_found_text() };
    case 'wrong-method':
      return { title: t.fault_wrong_method_title(), text: t.fault_wrong_method_text() };
    case 'conflict':
      return { title: t.fault_conflict_title(), text: t.fault_conflict_text() };
    case 'gone':
      return { title: t.fault_gone_title(), text: t.fault_gone_text() };
    case 'too-large':
      return { title: t.fault_too_large_title(), text: t.fault_too_large_text() };
    case 'wrong-type':
      return { title: t.fault_wrong_type_title(), text: t.fault_wrong_type_text() };
    case 'too-many':
      return { title: t.fault_too_many_title(), text: t.fault_too_many_text({ minutes }) };
    case 'broken':
      return { title: t.fault_broken_title(), text: t.fault_broken_text() };
    case 'unavailable':
      return { title: t.fault_unavailable_title(), text: t.fault_unavailable_text() };
  }
}
