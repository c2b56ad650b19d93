/** What is wrong with a field, by its name in the form. */
export interface FaultLine {
  name: string;
  message: string;
}

/**
 * Says beside each field what is wrong with it, as the server's page would (app/ui/field.tsx), and takes away what was
 * said before.
 * @param prefix "Fel:", for those who hear the page
 */
export function showFaults(form: HTMLFormElement, faults: readonly FaultLine[], prefix: string): void {
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
    const before = document.createElement('span');
    before.className = 'unseen';
    before.textContent = `${prefix} `;
    line.append(before, message);
    field.classList.add('field-wrong');
    const hint = document.getElementById(`f-${name}-tips`);
    control.setAttribute('aria-invalid', 'true');
    control.setAttribute('aria-describedby', hint ? `${hint.id} ${line.id}` : line.id);
    const label = field.querySelector('label, legend');
    (hint ?? label)?.after(line);
    // what is wrong is no use in a closed drawer
    for (let drawer = field.closest('details'); drawer; drawer = drawer.parentElement?.closest('details') ?? null) {
      drawer.open = true;
    }
  }
}
