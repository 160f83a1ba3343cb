import { SourceKind, type SourceRef } from "@wire/map_pb";
import { h, setAttribute, setText } from "../dom";
import type { Key, Speech } from "../i18n/language";
import type { RoadUser } from "../state/road-user";
import type { ZoneState } from "../state/zone-state";
import { applicationCode, className, duration, NO_VALUE, partyNumber, stationName } from "./format";
import type { InspectorActions } from "./inspector";

const FIELDS = ["field.station", "field.track", "field.speed", "field.heading", "field.lane", "field.age", "field.accuracy", "field.size", "field.position"] as const;

/** What the platform knows of one road user now. */
export class RoadUserCard {
  readonly element: HTMLElement;
  private readonly name = h("h3", { class: "card-name" });
  private readonly follow: HTMLButtonElement;
  private readonly values = new Map<Key, { label: HTMLElement; value: HTMLElement }>();
  private readonly sourcesTitle = h("h4");
  private readonly sources = h("div", { class: "sources" });
  private readonly warnings = h("div", { class: "card-warnings" });
  private sourcesShown = "";
  private warningsShown = "";
  private user: RoadUser | null = null;

  constructor(
    private readonly speech: Speech,
    private readonly actions: InspectorActions,
  ) {
    this.follow = h("button", {
      type: "button",
      class: "action",
      click: () => {
        if (this.user) {
          actions.follow(this.user.id);
        }
      },
    });
    const fields = h("dl", { class: "fields" });
    for (const key of FIELDS) {
      const label = h("dt");
      const value = h("dd", { class: "num" });
      this.values.set(key, { label, value });
      fields.append(label, value);
    }
    this.element = h("div", { class: "card" }, h("div", { class: "card-head" }, this.name, this.follow), this.warnings, fields, this.sourcesTitle, this.sources);
  }

  translate(): void {
    for (const [key, field] of this.values) {
      setText(field.label, this.speech.t(key));
    }
    setText(this.sourcesTitle, this.speech.t("field.sources"));
    this.sourcesShown = "";
    this.warningsShown = "";
  }

  update(user: RoadUser, state: ZoneState, nowMs: number): void {
    this.user = user;
    const track = user.state;
    const feedUs = state.feedTimeUs(nowMs);
    setText(this.name, `${className(track.roadUserClass, this.speech)} ${partyNumber(track)}`);
    const following = this.actions.following() === user.id;
    this.follow.replaceChildren(h("kbd", {}, "F"), ` ${this.speech.t(following ? "inspector.following" : "inspector.follow")}`);
    setAttribute(this.follow, "aria-pressed", String(following));
    this.value("field.station", track.stationId === undefined ? this.speech.t("field.no_station") : `${stationName(track.stationId)} (${track.stationId.toString(16).padStart(16, "0")})`);
    this.value("field.track", track.trackId.toString(16));
    this.value("field.speed", `${((track.speedCmps / 100) * 3.6).toFixed(1)} km/h · ${(track.speedCmps / 100).toFixed(2)} m/s`);
    this.value("field.heading", `${(track.headingUnits * 0.0125).toFixed(1)}°`);
    this.value("field.lane", track.laneId || this.speech.t("field.off_lane"));
    this.value("field.age", duration(user.ageMs(state.lastTickAtUs()) + (state.sinceTickMs(nowMs) ?? 0)));
    this.value("field.accuracy", track.positionAccuracyCm > 0 ? `${(track.positionAccuracyCm / 100).toFixed(2)} m` : NO_VALUE);
    this.value("field.size", `${(track.lengthCm / 100).toFixed(1)} × ${(track.widthCm / 100).toFixed(1)} m`);
    this.value("field.position", `${(track.latitudeE7 / 1e7).toFixed(7)}, ${(track.longitudeE7 / 1e7).toFixed(7)}`);
    this.showSources(track.sources);
    this.showWarnings(user, state, feedUs);
  }

  private showSources(sources: SourceRef[]): void {
    const now = sources.map((source) => `${source.source}/${source.stationId}/${source.objectId}/${source.ageMs}/${source.positionAccuracyCm}`).join(" ");
    if (now !== this.sourcesShown) {
      this.sources.replaceChildren(sourceTable(sources, this.speech));
      this.sourcesShown = now;
    }
  }

  private showWarnings(user: RoadUser, state: ZoneState, feedUs: number): void {
    const mine = state.listed(feedUs).filter((entry) => entry.isActive(feedUs) && (entry.hostTrackId === user.id || entry.counterpartTrackId === user.id));
    const now = mine.map((entry) => entry.id).join(" ");
    if (now !== this.warningsShown) {
      this.warnings.replaceChildren(
        ...mine.map((entry) =>
          h("button", { type: "button", class: "action", click: () => this.actions.select({ kind: "warning", id: entry.id }) }, `${applicationCode(entry.warning.application)} → ${this.speech.t("inspector.warning")}`),
        ),
      );
      this.warningsShown = now;
    }
  }

  private value(key: Key, text: string): void {
    const field = this.values.get(key);
    if (field) {
      setText(field.value, text);
    }
  }
}

/** Source, age and accuracy of each input. */
export function sourceTable(sources: SourceRef[], speech: Speech): HTMLElement {
  if (sources.length === 0) {
    return h("p", { class: "none-told" }, speech.t("inspector.inputs.none"));
  }
  const head = h("tr", {}, ...(["inspector.inputs.source", "inspector.inputs.age", "inspector.inputs.accuracy"] as const).map((key) => h("th", { scope: "col" }, speech.t(key))));
  const rows = sources.map((source) =>
    h(
      "tr",
      {},
      h("td", {}, h("span", { class: "source-name" }, stationName(source.stationId), source.objectId > 0 ? ` #${source.objectId}` : ""), h("span", { class: "source-kind" }, speech.t(sourceKey(source.source)))),
      h("td", { class: "num" }, `${source.ageMs} ms`),
      h("td", { class: "num" }, source.positionAccuracyCm > 0 ? `${(source.positionAccuracyCm / 100).toFixed(2)} m` : NO_VALUE),
    ),
  );
  return h("table", { class: "inputs" }, h("thead", {}, head), h("tbody", {}, ...rows));
}

export function sourceKey(kind: SourceKind): Key {
  switch (kind) {
    case SourceKind.SELF_REPORT:
      return "source.self";
    case SourceKind.SENSOR_REPORT:
      return "source.sensor";
    case SourceKind.ROADSIDE_INFORMATION:
      return "source.roadside";
    default:
      return "source.unknown";
  }
}
