import type { Speech } from '../../domain/language/speech';
import type { LoginFault } from '../forms/login-form';
import type { FieldError } from './error-summary';

/** What is wrong with the address that somebody logs in with. */
export const addressErrors = (t: Speech, fault: LoginFault | undefined): FieldError[] =>
  fault
    ? [
        {
          name: 'email',
          message: fault === 'missing' ? t.organiser_login_email_missing() : t.organiser_login_email_wrong(),
        },
      ]
    : [];
