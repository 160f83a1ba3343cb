import { expect } from "vitest";
import { WarningApplication, WarningSeverity } from "@wire/warning_pb";
import { linkState, shot, test } from "./opened-console";

test("a broken link goes stale, then lost, then live again with a snapshot", async ({ page, script, cloud }) => {
  await linkState(page, "live");
  script.raise("edge-1-4", WarningApplication.ICW, WarningSeverity.IMMINENT);
  const row = page.locator('[data-warning="edge-1-4"]');
  await expect.poll(() => row.innerText()).toContain("TTC 1.8 s");
  cloud.cut();
  await linkState(page, "stale", "lost");
  await linkState(page, "lost");
  // What is known of before is told as such: no time to collision runs on, and nobody says that the service is well.
  expect(await row.innerText()).toMatch(/TTC —[\s\S]*last known/);
  expect(await page.getByTestId("health").innerText()).toMatch(/UNKNOWN/);
  expect(await page.getByRole("alert").innerText()).toContain("Silence is not “all clear”");
  const strip = await page.getByTestId("link").innerText();
  expect(strip).toMatch(/LOST\s*data as of \d\d:\d\d:\d\d\.\d{3}/);
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.querySelector(".maplibregl-canvas") as Element).filter)).toContain("grayscale(1)");
  expect(await page.evaluate(() => window.__yunkong?.objectCount)).toBeGreaterThan(0);
  await shot(page, "lost");
  script.clear("edge-1-4");
  script.keep("edge-1-44", WarningApplication.FCW, WarningSeverity.WARNING);
  cloud.restore();
  await linkState(page, "live");
  await expect.poll(() => row.innerText()).toMatch(/Ended\s*highest: Imminent/);
  // One that came and went while nobody heard is asked for.
  await page.locator('[data-warning="edge-1-44"][data-active="false"]').waitFor();
  expect(await page.getByTestId("health").innerText()).toMatch(/OK/);
  expect(await page.evaluate(() => window.__yunkong?.feed["connects"])).toBeGreaterThan(1);
});

test("a cloud that freezes with its sockets open is lost too, and live again when it goes on", async ({ page, cloud }) => {
  await linkState(page, "live");
  cloud.silence(true);
  await linkState(page, "stale", "lost");
  await linkState(page, "lost");
  expect(await page.getByTestId("link").innerText()).toMatch(/LOST\s*data as of/);
  cloud.silence(false);
  await linkState(page, "live");
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("ticks left out are counted and the picture goes on from a snapshot", async ({ page, cloud }) => {
  cloud.skipTicks(4);
  await expect.poll(() => page.evaluate(() => window.__yunkong?.feed["skipped"])).toBe(4);
  await linkState(page, "live");
  expect(await page.evaluate(() => window.__yunkong?.feed["discarded"])).toBe(0);
});
