import { attribute, unescaped } from './answered';

/**
 * What a browser sends of the one form in a page that is not the bar's, untouched, by a button without a name: its
 * texts, what is hidden, what is ticked and what is chosen.
 */
export function formAsSent(html: string): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {};
  const add = (name: string | undefined, value: string) => {
    if (!name) return;
    const before = sent[name];
    sent[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  };
  const form =
    [...html.matchAll(/<form[^]*?<\/form>/g)].map(([one]) => one).sort((a, b) => b.length - a.length)[0] ?? '';
  for (const [tag, kind] of form.matchAll(
    /<(input|select|textarea)\b[^>]*>(?:(?<=<select\b[^>]*>)[^]*?<\/select>|(?<=<textarea\b[^>]*>)[^]*?<\/textarea>)?/g,
  )) {
    const [open = ''] = /^<[^>]*>/.exec(tag)!;
    const name = attribute(open, 'name');
    const type = attribute(open, 'type');
    if (kind === 'select') {
      const options = [...tag.matchAll(/<option\b[^>]*>/g)].map(([one]) => one);
      const chosen = options.find((one) => /\sselected\b/.test(one)) ?? options[0];
      add(name, (chosen && attribute(chosen, 'value')) ?? '');
    } else if (kind === 'textarea') add(name, unescaped(tag.slice(open.length, -'</textarea>'.length)));
    else if (type !== 'checkbox' && type !== 'radio') add(name, attribute(open, 'value') ?? '');
    else if (/\schecked\b/.test(open)) add(name, attribute(open, 'value') ?? 'on');
  }
  return sent;
}

/** What the button to send would send from a message's preview. */
export const sendingForm = (html: string) => ({ ...formAsSent(html), send: '1' });
