import type { Page } from 'playwright-core';

/**
 * What is too small to press: everything under 24 px but a link within a sentence (WCAG 2.2, 2.5.8), and everything
 * that is or looks like a button or a field under 44 px. A box to tick is as large as its label with it.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')) {
      const boxes = [element, ...((element as HTMLInputElement).labels ?? [])].map((one) =>
        one.getBoundingClientRect(),
      );
      const ticked = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type);
      const box = boxes[0]!;
      if (box.width === 0 || box.height === 0) continue;
      const height = ticked ? Math.max(...boxes.map((one) => one.height)) : box.height;
      const width = ticked ? boxes.reduce((sum, one) => sum + one.width, 0) : box.width;
      const { display, borderTopStyle } = getComputedStyle(element);
      const isLink = element.tagName === 'A';
      // a skip link is off the screen until it has the focus
      const isHidden = box.bottom < 0 || box.width <= 1;
      if ((isLink && display === 'inline') || isHidden) continue;
      const least = isLink && borderTopStyle === 'none' ? 24 : 44;
      if (height < least || width < Math.min(least, 24)) {
        const words = element.textContent?.trim() || element.getAttribute('name') || element.tagName;
        small.push(`${words} is ${Math.round(width)} × ${Math.round(height)} px, less than ${least}`);
      }
    }
    return small;
  });
}

/** Fields without a label of their own. */
export function unlabelled(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), select, textarea:not([hidden])')]
      .filter(({ labels }) => !labels?.length || !labels[0]!.textContent?.trim())
      .map(({ name }) => name),
  );
}
