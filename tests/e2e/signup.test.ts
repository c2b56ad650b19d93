import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { choice, codeOn, onPhones, press, stateOn, type } from './hands';

onPhones('on a phone', (town) => {
  test('the main job: from the list to a place, a mail with a calendar part, a change, a cancellation, and the next in line', async () => {
    // 18 of the 20 yoga mats are somebody's already
    for (const partySize of [10, 8]) {
      const answer = await town.app.post('/evenemang/halsodag/anmalan', {
        name: 'Gruppen',
        partySize,
        activity: 'yoga',
      });
      expect(answer.status).toBe(303);
    }

    const anna = await town.phone();
    await anna.goto('/');
    await press(anna, 'link', 'Hälsodag på Gröningen');
    await press(anna, 'link', 'Anmäl dig');
    const yoga = choice(anna, 'Yoga på gräset');
    await expect(yoga.getAttribute('aria-describedby')).resolves.toBeTruthy();
    expect(await described(anna, 'Yoga på gräset')).toContain('14.00');
    await yoga.check();
    await type(anna, 'Vad heter du?', 'Anna');
    await type(anna, 'Mejl', 'anna@example.org');
    await press(anna, 'button', 'Anmäl mig');
    expect(await stateOn(anna)).toBe('Du har plats');
    const code = await codeOn(anna);
    expect(await anna.getByRole('main').innerText()).toContain('Yoga på gräset');

    await town.app.mailsSent();
    const confirmation = town.app.smtp.mailTo('anna@example.org');
    expect(confirmation.subject).toContain('Hälsodag på Gröningen');
    expect(confirmation.text).toContain(code);
    expect(confirmation.calendars.map(({ method }) => method)).toContain('REQUEST');
    expect(confirmation.calendars[0]?.text).toContain('DTSTART:20170517T120000Z');

    // she comes back another day, with nothing but the code as she wrote it down
    const again = await town.phone();
    await again.goto('/');
    await again.getByRole('banner').getByRole('link', { name: 'Min anmälan' }).click();
    await type(again, 'Din kod', ` ${code.toLowerCase()} `);
    await press(again, 'button', 'Visa min anmälan');
    expect(await stateOn(again)).toBe('Du har plats');

    await press(again, 'link', 'Ändra anmälan');
    expect(await again.getByLabel('Vad heter du?').inputValue()).toBe('Anna');
    expect(await choice(again, 'Yoga på gräset').isChecked()).toBe(true);
    await type(again, 'Hur många är ni?', '2');
    await press(again, 'button', 'Spara ändringen');
    expect(await stateOn(again)).toBe('Ni har plats, 2 personer');

    // the last mat is gone: Bo stands in line
    const bo = await town.phone();
    await bo.goto('/evenemang/halsodag/anmalan');
    expect(await described(bo, 'Yoga på gräset')).toContain('Fullt. Du ställs på reservlistan.');
    await choice(bo, 'Yoga på gräset').check();
    await type(bo, 'Vad heter du?', 'Bo');
    await type(bo, 'Mejl', 'bo@example.org');
    await press(bo, 'button', 'Anmäl mig');
    expect(await stateOn(bo)).toBe('Du står på reservlistan');
    expect(await bo.getByRole('main').innerText()).toContain('Du är nummer 1 i kön.');
    await town.app.mailsSent();
    town.app.smtp.mails.length = 0;

    await press(again, 'link', 'Avboka');
    await press(again, 'button', 'Ja, avboka');
    expect(await stateOn(again)).toBe('Du är inte anmäld längre');

    await bo.reload();
    expect(await stateOn(bo)).toBe('Du har plats');
    await town.app.mailsSent();
    const promotion = town.app.smtp.mailTo('bo@example.org');
    expect(promotion.calendars.map(({ method }) => method)).toContain('REQUEST');
    const goodbye = town.app.smtp.mailTo('anna@example.org');
    expect(goodbye.calendars.map(({ method }) => method)).toContain('CANCEL');
  });

  test('from the poster to a receipt: one page with one field that is needed, and two taps besides typing', async () => {
    const page = await town.phone();
    await page.goto('/evenemang/halsodag');
    let taps = 0;
    const tap = async (...what: [Page, 'link' | 'button', string]) => {
      taps++;
      await press(...what);
    };
    await tap(page, 'link', 'Anmäl dig');
    expect(await page.locator('main [required], main [aria-required=true]').count()).toBe(1);
    await type(page, 'Vad heter du?', 'Cia');
    await tap(page, 'button', 'Anmäl mig');
    expect(await stateOn(page)).toBe('Du har plats');
    expect(await codeOn(page)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(taps).toBe(2);
  });

  test('what is wrong is said at the top and beside the field, and every typed value is kept', async () => {
    const page = await town.phone();
    await page.goto('/evenemang/halsodag/anmalan');
    await choice(page, 'Brännboll för alla').check();
    await type(page, 'Hur många är ni?', 'två');
    await type(page, 'Är det något du inte äter?', 'Nötter & <mjölk>');
    await type(page, 'Mejl', 'dan@');
    await type(page, 'Telefon', '12');
    await page.getByText('Berätta mer, om du vill').click();
    await page.getByLabel('Vem är du?').selectOption('Volontär');
    await type(page, 'Är det något vi ska veta?', 'Jag kommer\nlite sent');
    await press(page, 'button', 'Anmäl mig');

    expect(await page.title()).toMatch(/^Fel: /);
    const summary = page.getByRole('alert');
    expect(await summary.getByRole('heading').innerText()).toBe('4 saker blev fel');
    const messages = await summary.getByRole('link').allInnerTexts();
    expect(messages).toHaveLength(4);
    for (const message of messages) expect(await page.getByText(message, { exact: false }).count()).toBe(2);

    expect(await page.getByLabel('Hur många är ni?').inputValue()).toBe('två');
    expect(await page.getByLabel('Är det något du inte äter?').inputValue()).toBe('Nötter & <mjölk>');
    expect(await page.getByLabel('Mejl').inputValue()).toBe('dan@');
    expect(await page.getByLabel('Telefon').inputValue()).toBe('12');
    expect(await page.getByLabel('Vem är du?').inputValue()).toBe('volunteer');
    expect(await page.getByLabel('Är det något vi ska veta?').inputValue()).toBe('Jag kommer\nlite sent');
    expect(await choice(page, 'Brännboll för alla').isChecked()).toBe(true);
    expect(await choice(page, 'Yoga på gräset').isChecked()).toBe(false);

    // put right, it goes through
    await type(page, 'Vad heter du?', 'Dan');
    await type(page, 'Hur många är ni?', '2');
    await type(page, 'Mejl', 'dan@example.org');
    await type(page, 'Telefon', '042-10 50 00');
    await press(page, 'button', 'Anmäl mig');
    expect(await stateOn(page)).toBe('Ni har plats, 2 personer');
  });

  test('the error summary has the focus, and each of its links leads to its field', async () => {
    const page = await town.phone();
    await page.goto('/evenemang/halsodag/anmalan');
    await type(page, 'Mejl', 'ingenting');
    await press(page, 'button', 'Anmäl mig');
    expect(await focused(page)).toContain('saker blev fel');
    for (const [message, label] of [
      ['Skriv ett namn', 'Vad heter du?'],
      ['Vi kan inte läsa mejladressen', 'Mejl'],
    ] as const) {
      await page.getByRole('alert').getByRole('link', { name: message }).click();
      const field = page.getByLabel(label);
      expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await field.getAttribute('aria-invalid')).toBe('true');
    }
  });

  test('a code that is wrong is said beside its field, which keeps what was written', async () => {
    const page = await town.phone();
    await page.goto('/min-anmalan');
    await type(page, 'Din kod', '7KQ2M');
    await press(page, 'button', 'Visa min anmälan');
    expect(await page.title()).toMatch(/^Fel: /);
    expect(await page.getByLabel('Din kod').inputValue()).toBe('7KQ2M');
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(1);
  });

  test('two taps on the button, and a reload of the receipt, sign nobody up twice', async () => {
    const page = await town.phone();
    await page.goto('/evenemang/frukostdialog/anmalan');
    await type(page, 'Vad heter du?', 'Dubbel-Disa');
    await page.getByRole('button', { name: 'Anmäl mig' }).dblclick();
    // the second tap breaks off what the first began: waiting for one navigation alone fails with it
    await expect.poll(() => page.url(), { timeout: 30_000 }).toMatch(/\/anmalan\/[^/]+$/);
    await page.waitForLoadState();
    const first = await codeOn(page);
    await page.reload();
    expect(await codeOn(page)).toBe(first);
    const signups = await town.app.store.read
      .selectFrom('signup')
      .select('id')
      .where('name', '=', 'Dubbel-Disa')
      .execute();
    expect(signups).toHaveLength(1);
  });

  test('the last place taken while one writes: it is said in words, with what was typed and what one can do', async () => {
    const page = await town.phone();
    await page.goto('/en/evenemang/curiocity/anmalan');
    const name = 'Bord 1, torsdag förmiddag';
    await choice(page, name).check();
    await type(page, 'What is your name?', 'Eva');
    for (const other of ['Ola', 'Pia']) {
      const shift = 'bord-1-torsdag-fm';
      expect((await town.app.post('/evenemang/curiocity/anmalan', { name: other, shift })).status).toBe(303);
    }
    await page.locator('main form').getByRole('button').first().click();
    // the event has a line: whoever finds a shift full stands in it
    await page.waitForURL(/\/en\/anmalan\/[^/]+$/);
    expect(await stateOn(page)).toBe('You are on the waiting list');
    expect(await page.getByRole('main').innerText()).toContain(name);
  });
});

/** What stands under a box that can be ticked. */
async function described(page: Page, label: string): Promise<string> {
  const id = await choice(page, label).getAttribute('aria-describedby');
  return page.locator(`[id="${id}"]`).innerText();
}

/** The words of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}
