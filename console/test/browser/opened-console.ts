import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { test as plain } from "vitest";
import { complaints, findChromium, openBrowser } from "./chromium.mjs";
import { FakeCloud } from "./fake-cloud";
import { SmallScript } from "./small-script";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const chromium = findChromium();

export interface OpenedConsole {
  /** One for the tests of a worker: its start is dear. */
  browser: BrowserContext;
  script: SmallScript;
  cloud: FakeCloud;
  /** The console of that cloud, after its first frame. */
  page: Page;
  complained: string[];
  opened: undefined;
}

/** A test on an opened console; skipped where there is no Chromium. */
export const test = plain
  .extend<OpenedConsole>({
    browser: [
      async ({}, use) => {
        mkdirSync(path("../../target/screenshots"), { recursive: true });
        const browser = await openBrowser(chromium ?? "", { locale: "en-US" });
        await use(browser.context);
        await browser.close();
      },
      { scope: "worker" },
    ],
    script: async ({}, use) => use(new SmallScript()),
    cloud: async ({ script }, use) => {
      const cloud = new FakeCloud(path("../../target/classes/io/yunkong/console"), script);
      await cloud.start();
      await use(cloud);
      await cloud.stop();
    },
    page: async ({ browser }, use) => {
      const page = await browser.newPage();
      await use(page);
      await page.close();
    },
    complained: async ({ page }, use) => use(complaints(page)),
    opened: [
      // Named although not read: complaints are heard from before the page's first line.
      async ({ page, cloud, complained: _ }, use) => {
        await page.goto(cloud.url);
        await page.waitForFunction(() => window.__yunkong?.ready === true && window.__yunkong.framesDrawn > 0);
        await use(undefined);
      },
      { auto: true },
    ],
  })
  .skipIf(chromium === null);

export const hex = (id: bigint) => id.toString(16);

export const shot = (page: Page, name: string) => page.screenshot({ path: path(`../../target/screenshots/${name}.png`) });

export const positions = (page: Page) => page.evaluate(() => window.__yunkong?.positions() ?? {});

/** Waits for one of these: a state that lasts two seconds may pass while the machine stands still. */
export const linkState = (page: Page, ...states: string[]) =>
  page.waitForFunction((wanted) => wanted.includes(document.querySelector("[data-testid=link]")?.getAttribute("data-state") ?? ""), states);

/** How many pixels near a place of the map have a colour close to the given one. */
export async function pixelsLike(page: Page, x: number, y: number, rgb: [number, number, number]): Promise<number> {
  const box = await page.getByTestId("map").boundingBox();
  const clip = { x: (box?.x ?? 0) + x - 20, y: (box?.y ?? 0) + y - 20, width: 40, height: 40 };
  const png = (await page.screenshot({ clip })).toString("base64");
  return page.evaluate(
    async ([data, wanted]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.width;
      canvas.height = image.height;
      const pen = canvas.getContext("2d");
      if (!pen) {
        return -1;
      }
      pen.drawImage(image, 0, 0);
      const pixels = pen.getImageData(0, 0, image.width, image.height).data;
      let like = 0;
      for (let i = 0; i < pixels.length; i += 4) {
        const away = Math.abs((pixels[i] ?? 0) - wanted[0]) + Math.abs((pixels[i + 1] ?? 0) - wanted[1]) + Math.abs((pixels[i + 2] ?? 0) - wanted[2]);
        like += away < 60 ? 1 : 0;
      }
      return like;
    },
    [png, rgb] as const,
  );
}
