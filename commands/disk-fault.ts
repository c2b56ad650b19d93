import { speak } from '../domain/language/speech';
import { CannotStart } from '../environment';

/**
 * What a file that could not be read or written is told as: one sentence where it is the disk or a right that is
 * lacking; anything else as it came.
 */
export function sayDiskFault(error: unknown, folder: string): unknown {
  const t = speak('sv');
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)$/.test(code)) return new CannotStart(t.command_disk_full({ folder }));
  const denied = /^(EACCES|EPERM|EROFS|ENOTDIR|SQLITE_CANTOPEN|SQLITE_READONLY)$/.test(code) && syscall !== 'connect';
  return denied ? new CannotStart(t.command_disk_denied({ folder, code })) : error;
}
