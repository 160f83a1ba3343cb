import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser the tests run in; null = there is none here. */
export function findChromium(): string | null {
  const told = process.env["CHROMIUM"];
  if (told) {
    if (!existsSync(told)) {
      throw new Error(`no browser at CHROMIUM: path=${told}`);
    }
    return told;
  }
  return PLACES.find((path) => existsSync(path)) ?? null;
}

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

export interface Browser {
  context: BrowserContext;
  close(): Promise<void>;
}

export async function openBrowser(path: string, options: { locale: string; width?: number; height?: number; reducedMotion?: "reduce" }): Promise<Browser> {
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

/** Errors of a page, refusals of the content policy among them: a clean page has none. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      found.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => found.push(`thrown: ${error.message}`));
  return found;
}
