import { expect } from "vitest";
import { DeliveryOutcome } from "@wire/link_pb";
import { ClearReason, WarningApplication, WarningSeverity } from "@wire/warning_pb";
import { pixelsLike, shot, test } from "./opened-console";
import { toDegrees } from "./small-zone";

/** Without the blanks that keep a number and its unit together. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

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
  expect(plain(await inspector.getByTestId("sentence").innerText())).toBe(
    "Bus BUS00003 and Car CAR01177 are on crossing paths and would meet in 1.8 s; warned because time to collision 1.80 s is below the limit of 2.70 s.",
  );
  expect(plain(await inspector.getByTestId("measure").innerText())).toContain("2.70 s");
  const text = await inspector.innerText();
  for (const told of ["icw/1", "0011223344556677", "time_to_collision_max_s", "own report (BSM)", "roadside unit, sensed (RSM)", "31 ms", "1.00 m", "probability 0.92"]) {
    expect(text).toContain(told);
  }
  // Four stages of the cloud's way left no stamp: hatched, not zero.
  expect(await inspector.locator('[data-missing="true"] .bar.missing').count()).toBe(4);
  expect(await inspector.locator('[data-missing="true"]').first().innerText()).toContain("no stamp");
  expect(plain(await inspector.getByTestId("rejected").innerText())).toMatch(/RSU00001.*refused · too_old.*12.*40 ms/s);
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

test("shows a place in the list, in the inspector and on the map, and why the warning ended", async ({ page, script, complained }) => {
  script.raise("edge-1-20", WarningApplication.RLVW, WarningSeverity.WARNING);
  const row = page.locator('[data-warning="edge-1-20"]');
  await expect.poll(() => row.innerText()).toMatch(/RLVW\s*Red light violation\s*in 1\.8 s\s*Bus BUS00003 → stop line in2_0, red/);
  await row.click();
  const inspector = page.getByTestId("inspector");
  expect(plain(await inspector.getByTestId("sentence").innerText())).toBe(
    "Bus BUS00003 can hardly stop any more before stop line in2_0, red; warned because deceleration needed to stop 3.10 m/s² is above the limit of 2.00 m/s².",
  );
  expect(plain(await inspector.getByTestId("place").innerText())).toMatch(/Place\s*stop line in2_0, red\s*Ahead of the host\s*\d+ m\s*Light\s*red until \d\d:\d\d:\d\d\.\d{3}\s*Lane\s*in2_0/);
  expect(await inspector.innerText()).toContain("the square marks the place");
  // The square of the place, in the colour of a warning.
  const [lon, lat] = toDegrees(1.75, -18) as [number, number];
  await expect
    .poll(async () => {
      const at = await page.evaluate(([east, north]) => window.__yunkong?.at(east, north), [lon, lat] as const);
      return pixelsLike(page, at?.x ?? 0, at?.y ?? 0, [240, 138, 60]);
    })
    .toBeGreaterThan(40);
  await shot(page, "place");
  await page.getByTestId("language").click();
  expect(plain(await row.innerText())).toMatch(/闯红灯预警\s*1\.8 s 后\s*公交车 BUS00003 → 停止线 in2_0，红灯/);
  expect(plain(await inspector.getByTestId("sentence").innerText())).toContain("已很难在停止线前停住：停止线 in2_0，红灯。触发原因：停车所需减速度 3.10 m/s²，高于门限 2.00 m/s²。");
  await shot(page, "place-chinese");
  await page.getByTestId("language").click();
  script.raise("edge-1-21", WarningApplication.EBW, WarningSeverity.WARNING);
  script.clear("edge-1-20", ClearReason.PASSED);
  await expect.poll(() => inspector.getByTestId("state").innerText()).toMatch(/^Ended \d\d:\d\d:\d\d\.\d{3}: situation over · lasted/);
  expect(await row.innerText()).toMatch(/Ended\s*highest: Warning/);
  await page.locator('[data-warning="edge-1-21"]').waitFor();
  script.clear("edge-1-21", ClearReason.SUPERSEDED);
  await expect.poll(() => page.locator('[data-warning="edge-1-21"]').innerText()).toContain("Ended: superseded");
  expect(complained).toEqual([]);
});

test("lists information only when it is asked for, counts it apart, and remembers the choice", async ({ page, script, complained }) => {
  script.raise("edge-1-30", WarningApplication.SLW, WarningSeverity.INFORMATION);
  script.raise("edge-1-31", WarningApplication.TJW, WarningSeverity.CAUTION);
  script.raise("edge-1-32", WarningApplication.EBW, WarningSeverity.WARNING);
  await page.locator('[data-warning="edge-1-31"]').waitFor();
  const ids = () => page.evaluate(() => [...document.querySelectorAll("[data-warning]")].map((row) => row.getAttribute("data-warning")));
  await expect.poll(ids).toEqual(["edge-1-32", "edge-1-31"]);
  expect(await page.getByTestId("metric.warnings").innerText()).toBe("1");
  expect(await page.getByTestId("metric.milder").innerText()).toBe("2");
  expect(await page.getByTestId("hidden").innerText()).toBe("1 of other severities: choose them above");
  await page.getByRole("button", { name: "Info" }).click();
  await expect.poll(async () => (await ids()).sort()).toEqual(["edge-1-30", "edge-1-31", "edge-1-32"]);
  expect(plain(await page.locator('[data-warning="edge-1-30"]').innerText())).toContain("Bus BUS00003 → speed limit 40 km/h");
  await page.reload();
  await expect.poll(ids).toHaveLength(3);
  await page.getByRole("button", { name: "Info" }).click();
  await expect.poll(ids).toHaveLength(2);
  await shot(page, "severities");
  expect(complained).toEqual([]);
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
  await expect.poll(() => page.getByTestId("announcer").textContent()).toContain("Intersection collision");
});
