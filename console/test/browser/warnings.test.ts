import { expect } from "vitest";
import { DeliveryOutcome } from "@wire/link_pb";
import { WarningApplication, WarningSeverity } from "@wire/warning_pb";
import { shot, test } from "./opened-console";

test("shows a warning as it fires, and in the inspector why", async ({ page, script, complained }) => {
  script.raise("edge-1-7", WarningApplication.ICW, WarningSeverity.IMMINENT);
  const row = page.locator('[data-warning="edge-1-7"]');
  await row.waitFor();
  expect(await row.innerText()).toContain("Intersection collision");
  expect(await row.innerText()).toContain("Bus BUS00003 → Car CAR01177");
  script.deliver("edge-1-7", DeliveryOutcome.ACKNOWLEDGED);
  await expect.poll(() => row.innerText()).toContain("✓✓ acknowledged");
  await row.click();
  const inspector = page.getByTestId("inspector");
  expect((await inspector.getByTestId("sentence").innerText()).replaceAll("\u00a0", " ")).toBe(
    "Bus BUS00003 and Car CAR01177 are on crossing paths and would meet in 1.8 s; warned because time to collision 1.80 s is below the limit of 2.70 s.",
  );
  expect((await inspector.getByTestId("measure").innerText()).replaceAll("\u00a0", " ")).toContain("2.70 s");
  const text = await inspector.innerText();
  for (const told of ["icw/1", "0011223344556677", "time_to_collision_max_s", "own report (BSM)", "roadside unit, sensed (RSM)", "31 ms", "1.00 m", "probability 0.92"]) {
    expect(text).toContain(told);
  }
  // Four stages of the cloud's way left no stamp: hatched, not zero.
  expect(await inspector.locator('[data-missing="true"] .bar.missing').count()).toBe(4);
  expect(await inspector.locator('[data-missing="true"]').first().innerText()).toContain("no stamp");
  expect(await inspector.getByTestId("state").innerText()).toBe("Imminent · active");
  expect(page.url()).toContain("warning=edge-1-7");
  await shot(page, "inspector");
  script.clear("edge-1-7");
  await expect.poll(() => row.getAttribute("data-active")).toBe("false");
  expect(complained).toEqual([]);
});

test("shows an ended warning as ended: its duration and highest severity, no time to collision", async ({ page, script }) => {
  script.raise("edge-1-5", WarningApplication.FCW, WarningSeverity.CAUTION);
  const row = page.locator('[data-warning="edge-1-5"]');
  await expect.poll(() => row.innerText()).toMatch(/TTC 1\.8 s[\s\S]*Caution/);
  script.update("edge-1-5", WarningSeverity.IMMINENT, 900);
  await expect.poll(() => row.innerText()).toMatch(/TTC 0\.9 s[\s\S]*Imminent/);
  script.update("edge-1-5", WarningSeverity.WARNING, 1500);
  await expect.poll(() => row.innerText()).toMatch(/TTC 1\.5 s[\s\S]*Warning/);
  await row.click();
  script.clear("edge-1-5");
  await expect.poll(() => row.innerText()).toMatch(/lasted [\d.]+ m?s[\s\S]*\d\d:\d\d:\d\d\s*Ended\s*highest: Imminent\s*✓/);
  expect(await row.innerText()).not.toContain("TTC");
  expect(await page.getByTestId("state").innerText()).toMatch(/^Ended \d\d:\d\d:\d\d\.\d{3} · lasted [\d.]+ m?s · highest severity Imminent$/);
  expect(await page.getByTestId("metric.warnings").innerText()).toBe("0");
  await page.keyboard.press("Escape");
  expect(await page.getByTestId("inspector").isVisible()).toBe(false);
  await shot(page, "ended");
});

test("shows why a warning was raised before the page was opened", async ({ page, script, cloud, complained }) => {
  script.keep("edge-1-3", WarningApplication.FCW, WarningSeverity.WARNING);
  await page.goto(`${cloud.url}#zone=small&warning=edge-1-3`);
  await page.reload();
  const inspector = page.getByTestId("inspector");
  await inspector.getByTestId("measure").waitFor();
  expect(await inspector.innerText()).toContain("icw/1");
  expect(await page.locator('[data-warning="edge-1-3"]').getAttribute("data-active")).toBe("false");
  // The announcer tells of news only.
  expect(await page.getByTestId("announcer").textContent()).toBe("");
  expect(complained).toEqual([]);
});

test("folds a repeat by the cloud into the edge's warning", async ({ page, script }) => {
  script.raise("edge-1-8", WarningApplication.FCW, WarningSeverity.WARNING);
  script.raise("cloud-1-8", WarningApplication.FCW, WarningSeverity.WARNING);
  await page.locator('[data-warning="cloud-1-8"]').waitFor();
  script.deliver("cloud-1-8", DeliveryOutcome.DUPLICATE, "edge-1-8");
  await page.locator('[data-warning="cloud-1-8"]').waitFor({ state: "detached" });
  expect(await page.locator('[data-warning="edge-1-8"]').innerText()).toContain("+1");
});

test("switches the whole page between English and Chinese", async ({ page, script, complained }) => {
  script.raise("edge-1-9", WarningApplication.VRUCW, WarningSeverity.WARNING);
  await page.locator('[data-warning="edge-1-9"]').click();
  await page.getByTestId("language").click();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
  const text = await page.locator("body").innerText();
  for (const told of ["交通参与者", "弱势交通参与者碰撞预警", "警告", "公交车 BUS00003 → 行人 #12", "时延", "无时间戳", "实时", "进行中"]) {
    expect(text).toContain(told);
  }
  await shot(page, "chinese");
  await page.getByTestId("language").click();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
  expect(complained).toEqual([]);
});

test("can be worked with the keyboard alone", async ({ page, script }) => {
  script.raise("edge-1-1", WarningApplication.FCW, WarningSeverity.CAUTION);
  await page.locator('[data-warning="edge-1-1"]').waitFor();
  script.raise("edge-1-2", WarningApplication.ICW, WarningSeverity.IMMINENT);
  await page.locator('[data-warning="edge-1-2"]').waitFor();
  const selected = () => page.evaluate(() => window.__yunkong?.selected);
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  expect(await selected()).toBe("edge-1-2");
  await page.keyboard.press("ArrowDown");
  expect(await selected()).toBe("edge-1-1");
  await page.keyboard.press(",");
  expect(await selected()).toBe("edge-1-2");
  await page.keyboard.press(".");
  expect(await selected()).toBe("edge-1-1");
  await page.keyboard.press("l");
  expect(await selected()).toBe("edge-1-2");
  await page.keyboard.press("?");
  expect(await page.locator("dialog.keys").isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  expect(await page.locator("dialog.keys").isVisible()).toBe(false);
  expect(await selected()).toBe("edge-1-2");
  await page.getByRole("button", { name: "Show on map" }).focus();
  await page.keyboard.press("Escape");
  expect(await selected()).toBe(null);
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Warnings, newest first");
  expect(await page.locator(".maplibregl-canvas").getAttribute("aria-label")).toBe("Live map of the zone");
  await expect.poll(() => page.getByTestId("announcer").textContent(), { timeout: 6000 }).toContain("Intersection collision");
});
