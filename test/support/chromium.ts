import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import type { Browser } from 'playwright-core';

const FONTS = 'node_modules/@expo-google-fonts';
// The last one for the rare characters of names that the first lacks.
const FACES = [
  'biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  'biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
  'noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf',
];

/** The browser that arrives with npm; `CHROMIUM=/usr/bin/chromium` takes one of the machine instead. */
export async function launchChromium(): Promise<Browser> {
  const own = process.env.CHROMIUM;
  const common = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--font-render-hinting=none',
    '--no-first-run',
  ];
  if (own) return playwright.launch({ executablePath: own, args: common, headless: true });
  // Makes the package bring the few system libraries that a bare machine lacks. Read when it is imported.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  installFonts();
  return playwright.launch({ executablePath, args: common, headless: true });
}

// Without a Japanese font every letter would be an empty box, and no screenshot worth looking at.
function installFonts(): void {
  const folder = join(tmpdir(), 'fonts');
  mkdirSync(folder, { recursive: true });
  for (const face of FACES) {
    const target = join(folder, basename(face));
    if (!existsSync(target)) copyFileSync(join(FONTS, face), target);
  }
}
