// The picture of the README: node test/screenshot.mjs URL FILE, with `./v2x demo` running at URL. Waits for a warning that shows the console well.
import { chromiumOrWord, openBrowser } from "./browser/chromium.mjs";

const WAIT_MS = 120_000;
const [url, file] = process.argv.slice(2);
const chromium = chromiumOrWord();
if (!url || !file || chromium === null) {
  console.error("usage: node test/screenshot.mjs URL FILE; needs Chromium");
  process.exit(2);
}
const browser = await openBrowser(chromium, { locale: "en-US", width: 1600, height: 1000, reducedMotion: "reduce" });
try {
  const page = await browser.context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => window.__yunkong?.ready === true, null, { timeout: WAIT_MS });
  await page.locator("[data-warning]").nth(7).waitFor({ timeout: WAIT_MS });
  // A crossing warning under way, well delivered: parties, lines and predicted paths are all to be seen. It lasts two seconds: chosen in the page.
  await page.waitForFunction(
    () => {
      const rows = [...document.querySelectorAll('[data-active="true"]')];
      const row = rows.find((shown) => /^ICW[\s\S]*acknowledged/.test(shown.textContent ?? ""));
      if (row instanceof HTMLElement) {
        row.click();
      }
      return row !== undefined;
    },
    null,
    { timeout: WAIT_MS, polling: 50 },
  );
  await page.waitForTimeout(500);
  await page.screenshot({ path: file });
  console.log(`picture written: file=${file}`);
} finally {
  await browser.close();
}
