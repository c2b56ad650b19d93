/** Where script runs, a page for paper has a button that prints it; the words that say how without one are then gone. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
for (const words of document.querySelectorAll<HTMLElement>('[data-print-hint]')) words.hidden = true;
