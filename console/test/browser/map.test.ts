import { expect } from "vitest";
import { RoadUserClass } from "@wire/map_pb";
import { ServiceLevel } from "@wire/session_pb";
import { WarningApplication, WarningSeverity } from "@wire/warning_pb";
import { hex, pixelsLike, positions, shot, test } from "./opened-console";
import { BUS, CAR, SILENT_TRUCK } from "./small-script";
import { ORIGIN } from "./small-zone";

test("another version of the zone is loaded when the cloud works with it", async ({ page, script, cloud, complained }) => {
  expect(cloud.mapsServed).toBe(1);
  script.zoneVersion = "fedcba9876543210";
  await expect.poll(() => cloud.mapsServed).toBe(2);
  await page.waitForFunction(() => window.__yunkong?.ready === true && window.__yunkong.framesDrawn > 0);
  await expect.poll(async () => Object.keys(await positions(page)).length).toBeGreaterThan(0);
  expect(cloud.mapsServed).toBe(2);
  expect(complained).toEqual([]);
});

test("draws the road users where the feed puts them, without a complaint", async ({ page, complained }) => {
  await page.waitForFunction(() => (window.__yunkong?.objectCount ?? 0) >= 24);
  const before = await positions(page);
  expect(Object.values(before).filter((user) => user.kind === RoadUserClass.BUS)).toHaveLength(1);
  expect(before[hex(BUS)]?.lat).toBeCloseTo(ORIGIN.lat, 2);
  await page.evaluate(([lon, lat]) => window.__yunkong?.zoom(19, lon, lat), [before[hex(BUS)]?.lon ?? 0, before[hex(BUS)]?.lat ?? 0] as const);
  await expect.poll(async () => ((await positions(page))[hex(BUS)]?.lat ?? 0) > (before[hex(BUS)]?.lat ?? 0)).toBe(true);
  // Bus green, where the bus is: the layer draws, not only counts.
  await expect
    .poll(async () => {
      const bus = (await positions(page))[hex(BUS)];
      return pixelsLike(page, bus?.x ?? 0, bus?.y ?? 0, [0, 158, 115]);
    })
    .toBeGreaterThan(100);
  expect(await page.evaluate(() => window.__yunkong?.shapesDrawn)).toBeGreaterThanOrEqual(24);
  await shot(page, "traffic");
  expect(complained).toEqual([]);
});

test("draws two thousand road users, and tells what that costs", async ({ page, script, complained }) => {
  script.crowd = 2000;
  // A small picture: the cost of the page's own code is asked for, not that of drawing without a graphics card.
  await page.setViewportSize({ width: 760, height: 420 });
  script.raise("edge-1-6", WarningApplication.ICW, WarningSeverity.IMMINENT);
  await page.waitForFunction(() => (window.__yunkong?.shapesDrawn ?? 0) >= 2024);
  const from = await page.evaluate(() => window.__yunkong?.framesDrawn ?? 0);
  await page.waitForFunction((before) => (window.__yunkong?.framesDrawn ?? 0) > before + 20, from);
  // Told, not judged: a shared machine without a GPU says little about time.
  console.log("own code, 2000 road users, median and p95:", JSON.stringify(await page.evaluate(() => [window.__yunkong?.cost(0.5), window.__yunkong?.cost(0.95)])));
  expect(await page.evaluate(() => window.__yunkong?.objectCount)).toBeGreaterThanOrEqual(2024);
  await page.setViewportSize({ width: 1280, height: 720 });
  expect(complained).toEqual([]);
});

test("colours the stop lines by the state of their signal", async ({ page }) => {
  await expect.poll(() => page.evaluate(() => window.__yunkong?.signalState("j1#1"))).toMatch(/[ry]/);
  await expect.poll(() => page.evaluate(() => window.__yunkong?.signalState("j1#1"))).toBe("G");
});

test("a click on the map selects, the address keeps it", async ({ page }) => {
  const at = (await positions(page))[hex(CAR)];
  await page.evaluate(([lon, lat]) => window.__yunkong?.zoom(18, lon, lat), [at?.lon ?? 0, at?.lat ?? 0] as const);
  const box = await page.getByTestId("map").boundingBox();
  await expect
    .poll(async () => {
      const now = (await positions(page))[hex(CAR)];
      await page.mouse.click((box?.x ?? 0) + (now?.x ?? 0), (box?.y ?? 0) + (now?.y ?? 0));
      return page.evaluate(() => window.__yunkong?.selected);
    })
    .toBe(hex(CAR));
  expect(page.url()).toContain(`object=${hex(CAR)}`);
  expect(await page.getByTestId("inspector").innerText()).toContain("Car CAR01177");
  await page.reload();
  await expect.poll(() => page.getByTestId("inspector").innerText()).toContain("Car CAR01177");
});

test("a road user without measurements turns hollow, goes, and is counted", async ({ page }) => {
  await expect.poll(async () => (await positions(page))[hex(SILENT_TRUCK)] === undefined).toBe(true);
  await expect.poll(() => page.locator(".legend").innerText()).toContain("1 removed");
});

test("says why nothing is shown", async ({ page, script, cloud }) => {
  script.empty = true;
  script.health = { level: ServiceLevel.DEGRADED, reason: "cloud node silent: node=cloud-2" };
  await page.getByTestId("empty").waitFor();
  expect(await page.getByTestId("health").innerText()).toMatch(/DEGRADED\s*cloud node silent: node=cloud-2/);
  await shot(page, "empty");
  cloud.mapStatus = 503;
  await page.reload();
  await page.getByTestId("error").waitFor();
  expect(await page.getByTestId("error").innerText()).toMatch(/zone not loaded[\s\S]*HTTP 503/);
  cloud.mapStatus = 200;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.waitForFunction(() => window.__yunkong?.ready === true);
});
