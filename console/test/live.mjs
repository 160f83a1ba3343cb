// Looks at the console of a running platform: node test/live.mjs URL [SCREENSHOT]. Without URL it only says whether there is a browser.
// Exit codes: 0 all seen, 1 something is wrong, 77 no browser found.
import { strict as assert } from "node:assert";
import { chromiumOrWord, complaints, openBrowser } from "./browser/chromium.mjs";

const NO_BROWSER = 77;
const FIRST_WARNING_MS = 40_000;
const STEP_MS = 20_000;

/**
 * @param {import("playwright-core").Page} page
 * @param {string} url
 */
async function open(page, url) {
  await page.goto(url);
  await page.waitForFunction(() => window.__yunkong?.ready === true && window.__yunkong.framesDrawn > 0, null, { timeout: STEP_MS });
  await page.locator('[data-testid=link][data-state="live"]').waitFor({ timeout: STEP_MS });
}

/** @param {import("playwright-core").Page} page */
async function showsEvidence(page) {
  const inspector = page.getByTestId("inspector");
  await inspector.getByTestId("measure").waitFor({ timeout: STEP_MS });
  assert.match(await inspector.getByTestId("sentence").innerText(), /limit of \d/);
  const stamped = await inspector.getByTestId("waterfall").locator('[data-missing="false"]').count();
  assert.ok(stamped >= 4, `stages with a stamp: count=${stamped}, limit=4`);
  assert.match(await inspector.innerText(), /Predicted path \d\.\d s ahead/);
}

/**
 * What the console and the API do not agree on; empty = nothing. Asked one after the other: a few come and go in between.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} url
 */
async function disagreement(page, url) {
  const zones = await (await fetch(new URL("api/v1/zones", url))).json();
  const zone = zones.zones[0];
  const served = (await (await fetch(new URL(`api/v1/zones/${zone.id}/objects`, url))).json()).features.length;
  const shown = await page.evaluate(() => window.__yunkong?.objectCount ?? 0);
  if (Math.abs(served - shown) > Math.max(4, served * 0.1)) {
    return `road users: shown=${shown}, served=${served}`;
  }
  const kept = await (await fetch(new URL(`api/v1/zones/${zone.id}/warnings`, url))).json();
  const listed = await page.evaluate(() => window.__yunkong?.warnings ?? []);
  const ids = kept.warnings.slice(1).map((/** @type {{ warning_id: string }} */ warning) => warning.warning_id);
  const missing = ids.filter((/** @type {string} */ id) => !listed.includes(id));
  return missing.length > 0 ? `warnings of the API that the console does not know: ${missing}` : "";
}

/**
 * While the machine stands still more come and go: they may agree a moment later.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} url
 */
async function countsAgree(page, url) {
  const untilMs = Date.now() + STEP_MS;
  let found = await disagreement(page, url);
  while (found !== "") {
    assert.ok(Date.now() < untilMs, found);
    await page.waitForTimeout(500);
    found = await disagreement(page, url);
  }
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} url
 * @param {string | undefined} picture
 */
async function look(page, url, picture) {
  await open(page, url);
  await page.waitForFunction(() => (window.__yunkong?.objectCount ?? 0) > 20, null, { timeout: STEP_MS });
  console.log(`live, road users ${await page.evaluate(() => window.__yunkong?.objectCount)}`);
  const first = page.locator("[data-warning]").first();
  await first.waitFor({ timeout: FIRST_WARNING_MS });
  const id = await first.getAttribute("data-warning");
  await page.locator(`[data-warning="${id}"]`).click();
  await showsEvidence(page);
  console.log(`warning ${id} shown with its evidence`);
  if (picture) {
    await page.screenshot({ path: picture });
  }
  await countsAgree(page, url);
  // A colleague who opens the link later sees the same, though the feed tells of it no more.
  await page.waitForFunction((wanted) => document.querySelector(`[data-warning="${wanted}"]`)?.getAttribute("data-active") === "false", id, { timeout: 2 * STEP_MS });
  await page.reload();
  await showsEvidence(page);
  assert.ok(page.url().includes(`warning=${id}`), `address: url=${page.url()}`);
  console.log("evidence shown again after a late start");
}

const [url, picture] = process.argv.slice(2);
const chromium = chromiumOrWord();
if (chromium === null) {
  process.exit(NO_BROWSER);
}
if (url) {
  const browser = await openBrowser(chromium, { locale: "en-US", height: 800 });
  try {
    const page = await browser.context.newPage();
    const complained = complaints(page);
    await look(page, url, picture);
    assert.deepEqual(complained, [], "the page complains");
  } finally {
    await browser.close();
  }
}
