import { coach } from '../../domain/language/coach';

/** Says how a text reads while it is written, in the words that stand with it (app/ui/editor/coach.tsx). */
for (const box of document.querySelectorAll<HTMLElement>('[data-coach]')) {
  const field = document.querySelector<HTMLTextAreaElement>(`textarea[name="${box.dataset.coach}"]`);
  if (!field) continue;
  let waiting: number | undefined;
  field.addEventListener('input', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => say(box, field.value), 600);
  });
  mark(field.form);
}

function say(box: HTMLElement, text: string): void {
  const said = coach(text);
  box.className = said ? `coach coach-${said.readability}` : 'coach';
  const lines: HTMLElement[] = [];
  const line = (...parts: (string | Node)[]) => {
    const paragraph = document.createElement('p');
    paragraph.append(...parts);
    lines.push(paragraph);
  };
  const { dataset } = box;
  if (said) {
    const strong = document.createElement('strong');
    strong.textContent = dataset[said.readability] ?? '';
    line(strong, ` ${(dataset.score ?? '').replace('%', String(said.lix))}`);
    if (said.longWords.length) line((dataset.long ?? '').replace('%', said.longWords.join(', ')));
    if (said.readability !== 'easy') line(dataset.tip ?? '');
  }
  box.replaceChildren(...lines);
}

/** Tells the server that it has been said already. */
function mark(form: HTMLFormElement | null): void {
  if (!form || form.elements.namedItem('coached')) return;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'coached';
  field.value = '1';
  form.append(field);
}
