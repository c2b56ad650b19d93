/**
 * Saves a draft while it is written: a short while after something has changed, the form is sent as it is. What comes
 * back says when it was saved, or what is wrong. The button does the same without script, and goes on.
 */
interface Answered {
  say: string;
  basis?: string;
  faults?: { name: string; message: string }[];
}

export {};

const form = document.querySelector<HTMLFormElement>('form[data-draft]');
const said = form?.querySelector<HTMLElement>('[data-saved]');
let waiting: number | undefined;
let sending: Promise<void> | null = null;
let isLeaving = false;

if (form && said) {
  const soon = (after: number) => () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void save(form, said), after);
  };
  form.addEventListener('change', soon(300));
  form.addEventListener('input', soon(3_000));
  // what is sent by a button must not meet itself on the way
  form.addEventListener('submit', (event) => {
    window.clearTimeout(waiting);
    if (!sending || isLeaving) return;
    event.preventDefault();
    isLeaving = true;
    const { submitter } = event;
    // a button's own name and value go with it: more rows, one row up
    void sending.then(() => {
      // old phones know only the other, which sends no button's name
      if ('requestSubmit' in form) form.requestSubmit(submitter?.isConnected ? submitter : undefined);
      else (form as HTMLFormElement).submit();
    });
  });
}

async function save(form: HTMLFormElement, status: HTMLElement): Promise<void> {
  if (sending) await sending;
  if (isLeaving) return;
  sending = send(form, status).finally(() => (sending = null));
  await sending;
}

async function send(form: HTMLFormElement, status: HTMLElement): Promise<void> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  try {
    const answer = await fetch(form.dataset.draft ?? '', { method: 'POST', body, redirect: 'error' });
    if (![200, 400, 409].includes(answer.status)) throw new Error(String(answer.status));
    const { say, basis, faults = [] } = (await answer.json()) as Answered;
    const held = form.elements.namedItem('basis');
    if (basis && held instanceof HTMLInputElement) held.value = basis;
    status.textContent = say;
    showFaults(form, faults);
  } catch {
    status.textContent = status.dataset.saved ?? '';
  }
}

function showFaults(form: HTMLFormElement, faults: readonly { name: string; message: string }[]): void {
  for (const shown of form.querySelectorAll('.field-error')) {
    shown.closest('.field')?.classList.remove('field-wrong');
    shown.remove();
  }
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  for (const { name, message } of faults) {
    const control = document.getElementById(`f-${name}`);
    const field = control?.closest('.field');
    if (!control || !field) continue;
    const line = document.createElement('p');
    line.className = 'field-error';
    line.id = `f-${name}-fel`;
    const prefix = document.createElement('span');
    prefix.className = 'unseen';
    prefix.textContent = `${form.dataset.fault ?? ''} `;
    line.append(prefix, message);
    field.classList.add('field-wrong');
    const hint = document.getElementById(`f-${name}-tips`);
    control.setAttribute('aria-invalid', 'true');
    control.setAttribute('aria-describedby', hint ? `${hint.id} ${line.id}` : line.id);
    const label = field.querySelector('label, legend');
    (hint ?? label)?.after(line);
  }
}
