/** What a test reads from a page, as whoever has only the page could: by its text, its forms and its links. */

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function decoded(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/giu, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return entities[name] ?? whole;
  });
}

/** The text that a person reads, spaces as one. */
export function textOf(html: string): string {
  const seen = html.replace(/<(script|style|head)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/giu, ' ');
  return decoded(seen.replace(/<\/?(?:a|b|strong|em|span|abbr|time|bdi)\b[^>]*>/giu, '').replace(/<[^>]*>/gu, ' '))
    .replace(/[\s\u00a0\u202f\u200b]+/gu, ' ')
    .trim();
}

export function titleOf(html: string): string {
  return decoded(/<title[^>]*>([\s\S]*?)<\/title>/iu.exec(html)?.[1] ?? '');
}

/** The attributes of every such element, in order. */
export function elements(html: string, tag: string): Record<string, string>[] {
  return [...html.matchAll(new RegExp(`<${tag}\\b([^>]*)>`, 'giu'))].map(([, attributes = '']) =>
    attributesOf(attributes),
  );
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gu)];
  return Object.fromEntries(
    pairs.map(([, name = '', double, single, bare]) => [name.toLowerCase(), decoded(double ?? single ?? bare ?? '')]),
  );
}

/** Addresses of links (and of `link` elements) that say they lead to the page in this language. */
export function inLanguage(html: string, language: string): string[] {
  return [...elements(html, 'link'), ...elements(html, 'a')]
    .filter((element) => element.hreflang === language)
    .map((element) => element.href ?? '');
}

export interface Form {
  action: string | undefined;
  /** As a browser would send it untouched: each field's values, in order. */
  sends: Record<string, string[]>;
  /** Every field's name, check boxes that are not ticked among them. */
  names: Set<string>;
  /** Values that check boxes and radio buttons offer. */
  offers: Record<string, string[]>;
}

/** The forms that POST. */
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/giu)].flatMap(([, attributes = '', inside = '']) => {
    const { method = 'get', action } = attributesOf(attributes);
    return method.toLowerCase() === 'post' ? [{ action, ...fieldsOf(inside) }] : [];
  });
}

/** The form that has a field of this name. @throws Error when the page has none */
export function formWith(html: string, field: string): Form {
  const found = formsOf(html).find((form) => form.names.has(field));
  if (!found) throw new Error(`no form with ${field} on: ${textOf(html).slice(0, 500)}`);
  return found;
}

export const hasField = (html: string, field: string) => formsOf(html).some((form) => form.names.has(field));

function fieldsOf(html: string): Omit<Form, 'action'> {
  const sends: Form['sends'] = {};
  const offers: Form['offers'] = {};
  const names = new Set<string>();
  const pattern =
    /<input\b([^>]*)>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>|<button\b([^>]*)>/giu;
  for (const [, input, area, words = '', select, options = ''] of html.matchAll(pattern)) {
    if (input !== undefined) {
      const { name, type = 'text', value, ...rest } = attributesOf(input);
      if (!name || 'disabled' in rest) continue;
      names.add(name);
      const isChoice = type === 'checkbox' || type === 'radio';
      if (isChoice) (offers[name] ??= []).push(value ?? 'on');
      if (type === 'submit' || (isChoice && !('checked' in rest))) continue;
      (sends[name] ??= []).push(value ?? (isChoice ? 'on' : ''));
    } else if (area !== undefined) {
      const { name } = attributesOf(area);
      if (!name) continue;
      names.add(name);
      (sends[name] ??= []).push(decoded(words).replace(/^\n/u, ''));
    } else if (select !== undefined) {
      const { name } = attributesOf(select);
      if (!name) continue;
      names.add(name);
      const all = elements(options, 'option');
      offers[name] = all.map((option) => option.value ?? '');
      const chosen = all.find((option) => 'selected' in option) ?? all[0];
      (sends[name] ??= []).push(chosen?.value ?? '');
    }
  }
  return { sends, offers, names };
}
