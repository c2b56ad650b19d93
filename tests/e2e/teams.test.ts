import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { onPhones, press, stateOn, type } from './hands';

const words = (page: Page) => page.getByRole('main').innerText();

onPhones('a team for Brännbollsyra, on phones', (town) => {
  test('is registered with the names so far, joined by link and by three words, led on when its captain leaves, and withdrawn', async () => {
    const kim = await town.phone();
    await kim.goto('/evenemang/brannbollsyra');
    await press(kim, 'link', 'Anmäl ett lag');
    await type(kim, 'Vad heter laget?', 'Bollarna');
    await type(kim, 'Vad heter du?', 'Kim');
    await type(kim, 'Spelare 1', 'Ali');
    await type(kim, 'Spelare 2', 'Bo');
    await type(kim, 'Spelare 3', 'Cia');
    await press(kim, 'button', 'Anmäl laget');
    expect(await stateOn(kim)).toBe('Laget är anmält');
    expect(await words(kim)).toContain('Ni är 4, 2 till behövs.');

    // the rest get a link …
    const link = await kim
      .getByRole('main')
      .getByRole('link', { name: /\/lag\// })
      .innerText();
    const dana = await town.phone();
    await dana.goto(link);
    expect(await stateOn(dana)).toBe('Gå med i Bollarna');
    expect(await words(dana), 'the names are for members only').not.toMatch(/Kim|Ali|Cia/);
    await type(dana, 'Vad heter du?', 'Räven');
    await press(dana, 'button', 'Gå med i laget');
    expect(await words(dana)).toContain('Ni är 5, en till behövs.');

    // … or three words, said aloud and written as one hears them
    const spoken = /de tre orden:\s*(\S+ \S+ \S+)/u.exec(await words(kim))?.[1] ?? '';
    expect(spoken).toMatch(/^\p{L}+ \p{L}+ \p{L}+$/u);
    const edo = await town.phone();
    await edo.goto('/min-anmalan');
    await press(edo, 'link', 'Gå till ditt lag');
    await type(edo, 'Tre ord', spoken.toUpperCase());
    await press(edo, 'button', 'Hitta laget');
    await type(edo, 'Vad heter du?', 'Haren');
    await type(edo, 'Mejl', 'haren@example.org');
    await press(edo, 'button', 'Gå med i laget');
    expect(await words(edo)).toContain('Ni är 6. Ni är så många som behövs.');

    // who was written down by the captain takes that place, and none besides
    const ali = await town.phone();
    await ali.goto(link);
    await type(ali, 'Vad heter du?', 'ali');
    await press(ali, 'button', 'Gå med i laget');
    expect(await words(ali)).toContain('Ni är 6. Ni är så många som behövs.');

    const receipt = ali.url();

    // everybody may see the team and how many it is, and nobody's name
    await ali.goto('/evenemang/brannbollsyra');
    expect(await words(ali)).toMatch(/Bollarna[\s\S]*6 spelare/u);
    expect(await words(ali)).not.toMatch(/Räven|Haren|Cia/);

    await press(kim, 'link', 'Avboka');
    expect(await words(kim)).toContain('Lämnar du så blir ali kapten.');
    await press(kim, 'button', 'Ja, avboka');
    expect(await stateOn(kim)).toBe('Du är inte anmäld längre');
    expect(await words(kim)).not.toMatch(/Räven|Haren/);

    // the next on the roster who has a code leads now: Ali, whose place is as old as the team
    await ali.goto(receipt);
    expect(await words(ali)).toContain('Ni är 5, en till behövs. Du är lagkapten.');
    await press(ali, 'link', 'Avanmäl hela laget');
    await press(ali, 'button', 'Ja, avanmäl laget');
    expect(await stateOn(ali)).toBe('Du är inte anmäld längre');

    await edo.reload();
    expect(await stateOn(edo)).toBe('Du är inte anmäld längre');
    await town.app.mailsSent();
    const told = town.app.smtp.mails.filter(({ envelope }) => envelope.to.includes('haren@example.org'));
    expect(told.at(-1)?.mail.subject).toContain('Brännbollsyra');
    expect(told.at(-1)?.mail.calendars.map(({ method }) => method)).toContain('CANCEL');
    await edo.goto(link);
    expect(await words(edo)).toContain('Laget är avanmält');
    await edo.goto('/evenemang/brannbollsyra');
    expect(await words(edo)).not.toContain('Bollarna');
  });

  test('says what is wrong beside its field, and keeps every name', async () => {
    const page = await town.phone();
    await page.goto('/evenemang/brannbollsyra/lag');
    await type(page, 'Vad heter du?', 'Lo');
    await type(page, 'Spelare 1', 'Mo');
    await type(page, 'Spelare 3', 'No');
    await press(page, 'button', 'Anmäl laget');
    expect(await page.title()).toMatch(/^Fel: /);
    await page.getByRole('alert').getByRole('link', { name: 'Skriv vad laget heter.' }).click();
    await page.keyboard.type('Sorkarna');
    const players = await page
      .getByLabel(/^Spelare \d/)
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(players.filter(Boolean)).toEqual(['Mo', 'No']);
    await press(page, 'button', 'Anmäl laget');
    expect(await words(page)).toContain('Ditt lag: Sorkarna');
    expect(await words(page)).toContain('Ni är 3, 3 till behövs.');
  });

  test('three words that are no team are answered in words, and kept', async () => {
    const page = await town.phone();
    await page.goto('/lag');
    await type(page, 'Tre ord', 'sol bok hav');
    await press(page, 'button', 'Hitta laget');
    expect(await page.getByRole('alert').innerText()).toContain('Vi hittar inget lag med de orden.');
    expect(await page.getByLabel('Tre ord').inputValue()).toBe('sol bok hav');
  });
});
