import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createTransport } from 'nodemailer';
import { compose } from './compose';
import type { Transport } from './transport';

/**
 * Keeps mails as .eml files, which any mail program opens. The file's name is the Message-ID, so that a repeat takes
 * the place of the first; it is whole or not there at all.
 */
export function mailFiles(folder: string): Transport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      try {
        const { message } = await composer.sendMail(compose(mail));
        await mkdir(folder, { recursive: true });
        await writeWhole(resolve(folder), fileName(mail.messageId), message as Buffer);
        return { kind: 'sent' };
      } catch (error) {
        const { code = 'unknown' } = error as NodeJS.ErrnoException;
        return { kind: 'later', code, serverDown: true };
      }
    },
    close() {},
  };
}

/** `<…@samling.example>` as a name that every file system takes. */
function fileName(messageId: string): string {
  return `${messageId.replace(/[^\w.@-]/g, '')}.eml`;
}

async function writeWhole(folder: string, name: string, content: Buffer): Promise<void> {
  const unfinished = join(folder, `.${name}.${randomBytes(4).toString('hex')}`);
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, join(folder, name));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
