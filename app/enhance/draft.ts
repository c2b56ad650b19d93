import { showFaults, type FaultLine } from './fault-lines';
import { halfDates } from './half-dates';

/**
 * Saves a draft while it is written: a short while after something has changed, and at once when one leaves the field,
 * the page or the browser, the form is sent as it is. What comes back says when it was saved, or what is wrong. The
 * button does the same without script, and goes on.
 */
interface Answered {
  say: string;
  basis?: string;
  faults?: FaultLine[];
}

const form = document.querySelector<HTMLFormElement>('form[data-draft]');
const said = document.querySelector<HTMLElement>('[data-failed]');
/** How long a browser lets a request outlive its page, in bytes of what is sent. */
const mostKeptAlive = 60_000;
let waiting: number | undefined;
let sending: Promise<void> | null = null;
let isChanged = false;
/** The form is being sent by a button. */
let isSent = false;
/** One has been told why it cannot be saved, and may leave all the same. */
let isTold = false;

if (form && said) {
  const soon = (after: number) => () => {
    [isChanged, isTold] = [true, false];
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void save(form, said), after);
  };
  form.addEventListener('change', soon(300));
  form.addEventListener('input', soon(2_000));
  form.addEventListener('focusout', () => isChanged && soon(300)());
  // a phone never comes back from some of these
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && isChanged) void save(form, said);
  });
  window.addEventListener('pagehide', () => {
    if (isChanged && !isSent) void send(form, said);
  });
  window.addEventListener('pageshow', () => (isSent = false));

  // the page that a link leads to shows what was written, and so waits for it
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || !leaves(link, event) || isTold || (!isChanged && !sending)) return;
    event.preventDefault();
    const late = new Promise((go) => window.setTimeout(go, 4_000));
    void Promise.race([isChanged ? save(form, said) : sending, late]).then(() => {
      if (!isTold) window.location.assign(link.href);
    });
  });

  // what is sent by a button must not meet itself on the way
  form.addEventListener('submit', (event) => {
    window.clearTimeout(waiting);
    if (!sending || isSent) {
      isSent = true;
      return;
    }
    event.preventDefault();
    isSent = true;
    const { submitter } = event;
    // a button's own name and value go with it: more rows, one row up
    void sending.then(() => {
      // old phones know only the other, which sends no button's name
      if ('requestSubmit' in form) form.requestSubmit(submitter?.isConnected ? submitter : undefined);
      else (form as HTMLFormElement).submit();
    });
  });
}

/** Whether a click on a link leads away from the page, in its own window. */
function leaves(link: HTMLAnchorElement, event: MouseEvent): boolean {
  const isPlain = !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const isHere = link.pathname === window.location.pathname && link.hash !== '';
  return isPlain && !link.target && !isHere && link.protocol.startsWith('http') && !event.defaultPrevented;
}

async function save(form: HTMLFormElement, status: HTMLElement): Promise<void> {
  window.clearTimeout(waiting);
  if (sending) await sending;
  if (isSent || !isChanged) return;
  sending = send(form, status).finally(() => (sending = null));
  await sending;
}

async function send(form: HTMLFormElement, status: HTMLElement): Promise<void> {
  const prefix = form.dataset.fault ?? '';
  const half = halfDates(form);
  if (half.length) {
    // sent, the day that is stored would be gone
    status.textContent = status.dataset.faults ?? '';
    showFaults(form, half, prefix);
    isTold = true;
    return;
  }
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  isChanged = false;
  // what is saved at once needs no word of it
  const saving = window.setTimeout(() => (status.textContent = status.dataset.saving ?? ''), 400);
  try {
    const keepalive = body.toString().length < mostKeptAlive;
    const answer = await fetch(form.dataset.draft ?? '', { method: 'POST', body, redirect: 'error', keepalive });
    if (![200, 400, 409].includes(answer.status)) throw new Error(String(answer.status));
    const { say, basis, faults = [] } = (await answer.json()) as Answered;
    const held = form.elements.namedItem('basis');
    if (basis && held instanceof HTMLInputElement) held.value = basis;
    window.clearTimeout(saving);
    status.textContent = say;
    isTold = answer.status !== 200;
    // what has been written since is not wrong yet
    if (!isChanged) showFaults(form, faults, prefix);
  } catch {
    window.clearTimeout(saving);
    status.textContent = status.dataset.failed ?? '';
    [isChanged, isTold] = [true, true];
  }
}
