import { showFaults } from './fault-lines';
import { halfDates } from './half-dates';

/** Stops a form in which a date is written by half, and says so beside it: sent, it would be no date at all. */
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target as HTMLFormElement;
    const faults = halfDates(form);
    const [first] = faults;
    if (!first) return;
    event.preventDefault();
    // nobody else takes it for sent
    event.stopImmediatePropagation();
    showFaults(form, faults, '');
    document.getElementById(`f-${first.name}`)?.focus();
  },
  true,
);
