import type { ReactNode } from 'react';
import type { SignupLetter } from '../db/letter-kinds';
import type { Speech } from '../domain/language/speech';
import { linksOf, type Links } from './links';
import { subjectText, written } from './text';

/** What a message is written from. */
export interface View {
  letter: SignupLetter;
  t: Speech;
  links: Links;
  /** What it is about, as a heading has it; of a discreet event a neutral title. CONTRACT §4.5. */
  title: string;
  /** The same within a sentence. */
  named: string;
  /** How many it is written to: who has signed up a party reads of all of them. */
  count: number;
  /** The team's name, or '' without one. */
  team: string;
}

/** One kind of notice as a mail: its subject, and what stands in it below the first sentence. */
export interface Message {
  subject(view: View): string;
  /** What happened, in one sentence: the mail's first. */
  said(view: View): string;
  body(view: View): ReactNode;
}

export function viewOf(letter: SignupLetter, t: Speech, baseUrl: string): View {
  const { receipt } = letter;
  return {
    letter,
    t,
    links: linksOf(letter, baseUrl),
    title: receipt.discreet ? t.calendar_discreet_title() : subjectText(receipt.offer.title),
    named: receipt.discreet ? t.mail_discreet_named() : subjectText(receipt.offer.title),
    count: receipt.partySize,
    team: receipt.team ? written(receipt.team.name) : '',
  };
}
