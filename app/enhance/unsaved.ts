/**
 * Asks before one leaves a form that is saved by its button alone with something written in it: the browser's own
 * question. A draft saves itself, and does not ask (draft.ts).
 */
const form = document.querySelector<HTMLFormElement>('form[data-unsaved]');
let isWritten = false;

if (form) {
  form.addEventListener('input', () => (isWritten = true));
  form.addEventListener('submit', () => (isWritten = false));
  window.addEventListener('beforeunload', (event) => {
    if (!isWritten) return;
    event.preventDefault();
    // older browsers ask only where there is a value
    event.returnValue = '';
  });
}
