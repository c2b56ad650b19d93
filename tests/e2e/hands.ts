import type { Locator, Page } from 'playwright-core';

/** Presses what has this name, and waits for the page that it leads to. */
export async function press(page: Page, role: 'link' | 'button', name: string): Promise<void> {
  await page.getByRole('main').getByRole(role, { name, exact: true }).first().click();
}

/** Writes in the field with this label, over what is there. */
export async function type(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).fill(text);
}

/** A field by its label, whatever hint or "(om du vill)" stands beside it. */
export const field = (page: Page, label: string): Locator =>
  page.getByRole('main').getByLabel(new RegExp(`^${escaped(label)}\\s*(\\(.*\\))?\\s*$`, 'u'));

/** A box that can be ticked. */
export const choice = (page: Page, name: string): Locator => page.getByRole('checkbox', { name, exact: true });

/** A receipt's first words: how the signup stands. */
export const stateOn = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

/** The code on a receipt, as it is shown. @throws Error when none is */
export async function codeOn(page: Page): Promise<string> {
  const words = await page.getByRole('main').innerText();
  const [, first, second] = /\b([0-9A-Z]{5})[ -]([0-9A-Z]{5})\b/u.exec(words) ?? [];
  if (!first || !second) throw new Error(`no code on ${page.url()}: ${words}`);
  return `${first}-${second}`;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
