/**
 * What browser somebody uses, as they know it: "Firefox, Android". For a list of where one is logged in; nothing hangs on
 * it, so a few well-known names are enough.
 * @param userAgent the header, as sent
 * @returns null where nothing is known
 */
export function deviceOf(userAgent: string | undefined): string | null {
  if (!userAgent) return null;
  const browser = firstOf(userAgent, browsers);
  const system = firstOf(userAgent, systems);
  return [browser, system].filter(Boolean).join(', ') || null;
}

// the first that fits: nearly every browser says that it is Safari, and many that they are Chrome
const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bSamsungBrowser\//, 'Samsung'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

const firstOf = (text: string, names: [RegExp, string][]) => names.find(([sign]) => sign.test(text))?.[1];
