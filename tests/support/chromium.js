import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Where Chromium is: what CHROMIUM says, else where systems have it.
 * @returns {string | undefined}
 */
export function findChromium() {
  const told = process.env.CHROMIUM;
  return told ? [told].find(existsSync) : places.find(existsSync);
}
