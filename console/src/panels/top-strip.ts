import { ServiceLevel } from "@wire/session_pb";
import { h, setAttribute, setText } from "../dom";
import type { LinkState } from "../feed/link-state";
import type { Key, Speech } from "../i18n/language";
import { isUrgent } from "../state/severity-filter";
import type { ZoneState } from "../state/zone-state";
import { clockTime, millis, NO_VALUE, thousands, zoneOffset } from "./format";

export interface ZoneChoice {
  id: string;
  titleZh: string;
  titleEn: string;
}

export interface TopStripActions {
  chooseZone(id: string): void;
  showKeys(): void;
}

const HEALTH: Record<ServiceLevel, { key: Key; tone: string }> = {
  [ServiceLevel.UNSPECIFIED]: { key: "health.unknown", tone: "none" },
  [ServiceLevel.OK]: { key: "health.ok", tone: "good" },
  [ServiceLevel.DEGRADED]: { key: "health.degraded", tone: "poor" },
  [ServiceLevel.UNAVAILABLE]: { key: "health.unavailable", tone: "bad" },
};

/** A title without what stands in brackets after it; the whole is in the tooltip. */
const brief = (title: string) => title.replace(/\s*[(（].*$/, "") || title;

/** Link, load and service of the zone in one line: what an operator reads first. */
export class TopStrip {
  readonly element: HTMLElement;
  private readonly zones = h("select", { class: "zone-choice", id: "zone-choice" });
  private readonly link = h("div", { class: "link", role: "status", "data-testid": "link" });
  private readonly linkWord = h("span", { class: "link-word" });
  private readonly linkTime = h("span", { class: "link-time num" });
  private readonly metrics = new Map<Key, { label: HTMLElement; value: HTMLElement }>();
  private readonly health = h("div", { class: "health", "data-testid": "health" });
  private readonly healthLabel = h("span", { class: "metric-label" });
  private readonly healthWord = h("span", { class: "health-word" });
  private readonly healthReason = h("span", { class: "health-reason" });
  private readonly clock = h("span", { class: "clock num" });
  private readonly language: HTMLButtonElement;
  private readonly keys: HTMLButtonElement;
  private choices: ZoneChoice[] = [];

  constructor(
    private readonly speech: Speech,
    actions: TopStripActions,
  ) {
    this.language = h("button", { type: "button", class: "quiet", "data-testid": "language", click: () => speech.toggle() });
    this.keys = h("button", { type: "button", class: "quiet", click: () => actions.showKeys() });
    this.zones.addEventListener("change", () => actions.chooseZone(this.zones.value));
    this.link.append(h("span", { class: "link-dot", "aria-hidden": "true" }), this.linkWord, this.linkTime);
    this.health.append(this.healthLabel, h("span", { class: "health-line" }, this.healthWord, this.healthReason));
    const row = h("div", { class: "metrics" });
    for (const key of ["metric.road_users", "metric.warnings", "metric.milder", "metric.stations", "metric.observations", "metric.decision", "metric.edges", "metric.nodes"] as const) {
      const label = h("span", { class: "metric-label" });
      const value = h("span", { class: "metric-value num", "data-testid": key }, NO_VALUE);
      this.metrics.set(key, { label, value });
      row.append(h("div", { class: "metric" }, label, value));
    }
    this.element = h(
      "header",
      { class: "top-strip" },
      h("div", { class: "brand" }, h("span", { class: "brand-zh", lang: "zh-CN" }, "云控"), h("span", { class: "brand-en" }, "Yunkong")),
      this.zones,
      this.link,
      row,
      this.health,
      h("div", { class: "strip-end" }, this.clock, this.language, this.keys),
    );
    this.translate();
  }

  setZones(choices: ZoneChoice[], chosen: string): void {
    this.choices = choices;
    this.zones.replaceChildren(...choices.map((zone) => h("option", { value: zone.id }, brief(this.title(zone)))));
    this.zones.value = chosen;
    this.zones.title = choices.filter((zone) => zone.id === chosen).map((zone) => this.title(zone)).join("");
  }

  private title(zone: ZoneChoice): string {
    return this.speech.language === "zh" ? zone.titleZh : zone.titleEn;
  }

  translate(): void {
    const t = this.speech;
    setAttribute(this.zones, "aria-label", t.t("zone"));
    setText(this.language, t.t("language.switch"));
    setAttribute(this.language, "aria-label", t.t("language.switch.label"));
    this.keys.replaceChildren(h("kbd", {}, "?"), ` ${t.t("keys.button")}`);
    for (const [key, metric] of this.metrics) {
      setText(metric.label, t.t(key));
    }
    setText(this.healthLabel, t.t("metric.health"));
    this.setZones(this.choices, this.zones.value);
  }

  update(state: ZoneState | null, link: LinkState, nowMs: number): void {
    this.showLink(state, link, nowMs);
    setText(this.clock, `${clockTime(Date.now() * 1000).slice(0, 8)} ${zoneOffset(new Date())}`);
    if (!state) {
      return;
    }
    const health = state.health;
    const feedUs = state.feedTimeUs(nowMs);
    const active = state.listed(feedUs).filter((entry) => entry.isActive(feedUs));
    const urgent = active.filter((entry) => isUrgent(entry.warning.severity)).length;
    const decision = health && health.decisionP99Us > 0 ? `${millis(health.decisionP50Us)} / ${millis(health.decisionP99Us)}` : NO_VALUE;
    this.value("metric.road_users", thousands(state.roadUsers.size));
    this.value("metric.warnings", String(urgent));
    this.value("metric.milder", String(active.length - urgent));
    this.value("metric.stations", health ? thousands(health.stationsConnected) : NO_VALUE);
    this.value("metric.observations", health ? thousands(health.observationsPerS) : NO_VALUE);
    this.value("metric.decision", decision);
    this.value("metric.edges", health ? String(health.edgesConnected) : NO_VALUE);
    this.value("metric.nodes", health ? String(health.cloudNodes) : NO_VALUE);
    this.showHealth(state, link);
  }

  private showLink(state: ZoneState | null, link: LinkState, nowMs: number): void {
    setAttribute(this.link, "data-state", link);
    setText(this.linkWord, this.speech.t(`link.${link}`));
    const since = state?.sinceTickMs(nowMs) ?? null;
    const asOf = state && since !== null ? this.speech.t("link.as_of", { time: clockTime(state.lastTickAtUs()) }) : "";
    setText(this.linkTime, link === "stale" || link === "lost" ? asOf : "");
  }

  private showHealth(state: ZoneState, link: LinkState): void {
    // Nobody knows how the service is when nobody tells.
    const level = state.health && link !== "lost" ? (HEALTH[state.health.level] ?? HEALTH[0]) : HEALTH[0];
    setAttribute(this.health, "data-tone", level.tone);
    setText(this.healthWord, this.speech.t(level.key));
    const told = state.health && (level.tone === "poor" || level.tone === "bad");
    const reason = told ? state.health?.reason || this.speech.t("health.no_reason") : "";
    setText(this.healthReason, reason);
    setAttribute(this.health, "title", reason || null);
  }

  private value(key: Key, text: string): void {
    const metric = this.metrics.get(key);
    if (metric) {
      setText(metric.value, text);
    }
  }
}
