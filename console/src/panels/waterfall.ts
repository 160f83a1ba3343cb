import { h } from "../dom";
import type { Key, Speech } from "../i18n/language";
import { STAMP_NAMES, type StampName, type Stamps } from "../state/warning-entry";
import { millis } from "./format";

/** What each stage starts from: the two ways through the house part after "observed". */
const BEFORE: Record<StampName, StampName | null> = {
  generatedAtUs: null,
  edgeReceivedAtUs: "generatedAtUs",
  observedAtUs: "edgeReceivedAtUs",
  edgeDecidedAtUs: "observedAtUs",
  downlinkAtUs: "edgeDecidedAtUs",
  uplinkAtUs: "observedAtUs",
  cloudReceivedAtUs: "uplinkAtUs",
  cloudDecidedAtUs: "cloudReceivedAtUs",
  edgeReturnedAtUs: "cloudDecidedAtUs",
};

export interface Stage {
  name: StampName;
  /** Null = no stamp: the stage was not passed, or not told. */
  atUs: number | null;
  /** Time since the stage before it, microseconds; null = one of the two is missing. Negative = the clocks disagree. */
  tookUs: number | null;
  /** Where the bar starts, microseconds after the first stamp. */
  startUs: number;
}

/** One row a stage, in the order of the walk. A missing stamp stays missing: it is never drawn as zero. */
export function stages(stamps: Stamps): Stage[] {
  const present = STAMP_NAMES.map((name) => stamps[name]).filter((at): at is number => at !== undefined);
  const originUs = present.length > 0 ? Math.min(...present) : 0;
  return STAMP_NAMES.map((name) => {
    const at = stamps[name];
    const beforeName = BEFORE[name];
    // The cloud's decision is sent down by the edge: without an edge decision the downlink follows the return.
    const start = name === "downlinkAtUs" && stamps.edgeDecidedAtUs === undefined ? stamps.edgeReturnedAtUs : beforeName === null ? undefined : stamps[beforeName];
    return {
      name,
      atUs: at ?? null,
      tookUs: at !== undefined && start !== undefined ? at - start : null,
      startUs: Math.min(start ?? at ?? originUs, at ?? originUs) - originUs,
    };
  });
}

export function waterfall(stamps: Stamps, speech: Speech): HTMLElement {
  const rows = stages(stamps);
  const present = rows.map((row) => row.atUs).filter((at): at is number => at !== null);
  const spanUs = present.length > 1 ? Math.max(...present) - Math.min(...present) : 0;
  const table = h("div", { class: "waterfall", role: "table", "aria-label": speech.t("inspector.latency"), "data-testid": "waterfall" });
  for (const row of rows) {
    if (row.name === "uplinkAtUs") {
      table.append(h("div", { role: "row", class: "latency-group" }, h("span", { role: "cell" }, speech.t("inspector.latency.cloud"))));
    }
    const missing = row.atUs === null;
    const bar = h("span", { class: missing ? "bar missing" : row.tookUs === null ? "bar point" : row.tookUs < 0 ? "bar negative" : "bar" });
    if (!missing && spanUs > 0) {
      bar.style.left = `${((row.startUs / spanUs) * 100).toFixed(2)}%`;
      bar.style.width = `${((Math.abs(row.tookUs ?? 0) / spanUs) * 100).toFixed(2)}%`;
    }
    const value = missing ? speech.t("stamp.missing") : row.tookUs === null ? "0" : `${row.tookUs < 0 ? "−" : "+"}${millis(Math.abs(row.tookUs))}`;
    table.append(
      h(
        "div",
        { class: "latency-row", role: "row", "data-missing": String(missing) },
        h("span", { role: "cell", class: "latency-name" }, speech.t(`stamp.${row.name}` as Key)),
        h("span", { role: "cell", class: "latency-track", "aria-hidden": "true" }, bar),
        h("span", { role: "cell", class: "latency-value num" }, missing || row.tookUs !== null ? value : "·"),
      ),
    );
  }
  const { edgeReceivedAtUs, downlinkAtUs } = stamps;
  if (edgeReceivedAtUs !== undefined && downlinkAtUs !== undefined) {
    table.append(
      h(
        "div",
        { class: "latency-row total", role: "row" },
        h("span", { role: "cell", class: "latency-name" }, speech.t("inspector.latency.total")),
        h("span", { class: "latency-track", "aria-hidden": "true" }),
        h("span", { role: "cell", class: "latency-value num" }, millis(downlinkAtUs - edgeReceivedAtUs)),
      ),
    );
  }
  return table;
}
