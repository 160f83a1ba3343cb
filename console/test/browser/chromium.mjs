// The browser of the tests and of the scripts beside them.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** No GPU is needed (software GL draws), and the browser talks to nobody but the page's server. */
const FLAGS = [
  "--no-sandbox",
  "--no-first-run",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

/**
 * The browser the tests run in; null = there is none here.
 * @returns {string | null}
 */
export function findChromium() {
  const told = process.env["CHROMIUM"];
  if (told) {
    if (!existsSync(told)) {
      throw new Error(`no browser at CHROMIUM: path=${told}`);
    }
    return told;
  }
  return PLACES.find((path) => existsSync(path)) ?? null;
}

/**
 * Says plainly when the browser tests cannot run; with V2X_REQUIRE_BROWSER=1 that is a failure.
 * @returns {string | null}
 */
export function chromiumOrWord() {
  const found = findChromium();
  if (found === null) {
    if (process.env["V2X_REQUIRE_BROWSER"] === "1") {
      throw new Error("no Chromium found, but V2X_REQUIRE_BROWSER=1: install one (Debian: apt-get install chromium) or set CHROMIUM to its path");
    }
    console.log("browser tests skipped: no Chromium found");
  }
  return found;
}

/**
 * @param {string} path
 * @param {{ locale: string, width?: number, height?: number, reducedMotion?: "reduce" }} options
 */
export async function openBrowser(path, options) {
  const folder = mkdtempSync(join(tmpdir(), "yunkong-console-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: path,
    headless: true,
    args: FLAGS,
    locale: options.locale,
    timezoneId: "Asia/Shanghai",
    viewport: { width: options.width ?? 1280, height: options.height ?? 720 },
    reducedMotion: options.reducedMotion ?? "no-preference",
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/**
 * Errors of a page, refusals of the content policy among them: a clean page has none.
 * @param {import("playwright-core").Page} page
 * @returns {string[]}
 */
export function complaints(page) {
  /** @type {string[]} */
  const found = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      found.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => found.push(`thrown: ${error.message}`));
  return found;
}
