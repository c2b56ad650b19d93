/**
 * Shows a list on paper anew as soon as another column is ticked, so that what is printed is what is ticked. While it is
 * fetched nothing can be printed. The button does the same without script, and where the fetch fails.
 */
export {};

const form = document.querySelector<HTMLFormElement>('[data-list-form]');
let asked = 0;

if (form) {
  for (const button of form.querySelectorAll<HTMLElement>('[data-without-script]')) button.hidden = true;
  form.addEventListener('change', () => void show(form));
}

async function show(form: HTMLFormElement): Promise<void> {
  const mine = ++asked;
  allowPrint(false);
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  try {
    const answer = await fetch(location.pathname, { method: 'POST', body });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (mine !== asked) return;
    const fresh = page.querySelectorAll('[data-fresh]');
    const stale = document.querySelectorAll('[data-fresh]');
    if (fresh.length !== stale.length) throw new Error('another page');
    stale.forEach((old, index) => old.replaceWith(document.importNode(fresh[index]!, true)));
    history.replaceState(null, '', answer.url);
    allowPrint(true);
  } catch {
    // a form is sent with what it holds, and the page comes anew
    if (mine === asked) form.submit();
  }
}

function allowPrint(isAllowed: boolean): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) button.disabled = !isAllowed;
}
