import type { SourceRef, TrackState } from "@wire/map_pb";
import { type ArrivalWindow, type Evidence, InputUse, type Measure, type PredictedPath, type RejectedInput, type WarnedPlace, type Warning, type WarningApplication } from "@wire/warning_pb";
import { h } from "../dom";
import type { Key, Speech } from "../i18n/language";
import { en } from "../i18n/en";
import { Plane } from "../map/plane";
import { CLASS_COLOUR } from "../palette";
import type { Asked } from "../state/kept-warnings";
import type { WarningEntry } from "../state/warning-entry";
import { applicationCode, applicationName, clockTime, duration, knownApplication, NO_VALUE, partyName, seconds, stationName, zoneOffset } from "./format";
import type { InspectorActions } from "./inspector";
import { placeFacts, placeName, subjectName } from "./place-words";
import { sourceKey, sourceTable } from "./road-user-card";
import { severityMark } from "./severity-mark";
import { waterfall } from "./waterfall";
import { endText, originKey, outcomeKey, severityKey, shownSeverity } from "./warning-list";

/** Why a warning fired: sentence, measure, parties and their inputs, paths, rule, latency, delivery. */
export function warningDetails(entry: WarningEntry, active: boolean, asked: Asked | null, speech: Speech, actions: InspectorActions): HTMLElement {
  const warning = entry.withEvidence;
  const evidence = entry.evidence();
  const t = (key: Key) => speech.t(key);
  const severity = shownSeverity(entry, active);
  return h(
    "div",
    { class: "details", "data-severity": String(severity) },
    h(
      "div",
      { class: "details-head" },
      severityMark(severity, active),
      h(
        "div",
        { class: "details-title" },
        h("span", { class: "details-application" }, `${applicationName(warning.application, speech)} ${applicationCode(warning.application)}`),
        stateLine(entry, active, speech),
      ),
    ),
    h("h3", {}, speech.t("inspector.at_raise", { time: clockTime(entry.raisedAtUs()) })),
    h("p", { class: "sentence", "data-testid": "sentence" }, sentence(entry, speech)),
    evidence?.measure ? measureBlock(evidence.measure, speech) : h("p", { class: "none-told" }, t(asked === "loading" ? "inspector.loading.evidence" : asked === "failed" ? "inspector.failed.warning" : "inspector.no_evidence")),
    parties(entry, speech, actions),
    ...(evidence ? ruleBlock(warning.application, evidence, speech) : []),
    h("h3", {}, t("inspector.latency")),
    waterfall(entry.stamps(), speech),
    h("p", { class: "note" }, t("inspector.latency.note")),
    h("h3", {}, t("inspector.delivery")),
    delivery(entry, speech),
    h(
      "dl",
      { class: "fields" },
      h("dt", {}, t("inspector.raised_at")),
      h("dd", { class: "num" }, `${clockTime(entry.raisedAtUs())} ${zoneOffset(new Date(entry.raisedAtUs() / 1000))}`),
      h("dt", {}, t("inspector.raised_by")),
      h("dd", {}, `${warning.node || NO_VALUE} (${t(originKey(warning.origin))})${warning.degraded ? ` · ${t("inspector.degraded")}` : ""}`),
      h("dt", {}, t("inspector.id")),
      h("dd", { class: "code" }, entry.id),
    ),
  );
}

/** "Imminent · active", or "Ended 15:03:58.108 · lasted 2.5 s · highest severity Imminent". */
function stateLine(entry: WarningEntry, active: boolean, speech: Speech): HTMLElement {
  const word = h("span", { class: "details-severity" }, speech.t(severityKey(shownSeverity(entry, active))));
  if (active) {
    return h("span", { class: "details-state", "data-testid": "state" }, word, ` · ${speech.t("warning.active")}`);
  }
  const lasted = speech.t("warning.lasted", { duration: duration((entry.endedAtUs() - entry.raisedAtUs()) / 1000) });
  return h("span", { class: "details-state num", "data-testid": "state" }, `${endText(entry, speech, clockTime(entry.endedAtUs()))} · ${lasted} · ${speech.t("warning.highest_severity")} `, word);
}

export function sentence(entry: WarningEntry, speech: Speech): string {
  const warning = entry.withEvidence;
  const measure = entry.evidence()?.measure;
  const fields = { host: partyName(warning.host, speech), other: subjectName(warning, speech), time: seconds(warning.timeToCollisionMs) };
  const what = speech.t(sentenceKey(warning, entry.evidence()?.rule ?? ""), fields);
  if (!measure) {
    return speech.t("sentence.plain", { what });
  }
  return speech.t("sentence.because", {
    what,
    measure: measureName(measure, speech),
    value: quantity(measure.value, measure.unit),
    threshold: quantity(measure.threshold, measure.unit),
    relation: speech.t(measure.value <= measure.threshold ? "relation.below" : "relation.above"),
  });
}

/** @param rule name and version, then what is special, such as "fcw/1 from behind": that may have a sentence of its own */
function sentenceKey(warning: Warning, rule: string): Key {
  const application = knownApplication(warning.application);
  const blank = rule.indexOf(" ");
  const special = `sentence.${application}${blank < 0 ? "" : rule.slice(blank)}`;
  return special in en ? (special as Key) : application ? `sentence.${application}` : "sentence.unknown";
}

function measureName(measure: Measure, speech: Speech): string {
  const key = `measure.${measure.name}`;
  const name = key in en ? speech.t(key as Key) : measure.name.replaceAll("_", " ");
  return speech.language === "en" ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** Speeds as signs and speedometers have them. */
function quantity(value: number, unit: string): string {
  if (unit === "m/s") {
    return `${(value * 3.6).toFixed(1)}\u00a0km/h`;
  }
  return `${value.toFixed(Math.abs(value) >= 100 ? 0 : 2)}\u00a0${unit.replace("m/s2", "m/s²")}`.trim();
}

/** Value and limit on one scale: the tick is the limit. */
function measureBlock(measure: Measure, speech: Speech): HTMLElement {
  const top = Math.max(measure.value, measure.threshold) * 1.25 || 1;
  const share = (value: number) => `${Math.min(100, Math.max(0, (value / top) * 100)).toFixed(1)}%`;
  const fill = h("span", { class: "measure-fill" });
  fill.style.width = share(measure.value);
  const limit = h("span", { class: "measure-limit" });
  limit.style.left = share(measure.threshold);
  const name = measureName(measure, speech);
  return h(
    "div",
    { class: "measure", "data-testid": "measure" },
    h("h3", {}, speech.t("inspector.why")),
    h(
      "div",
      { class: "measure-line" },
      h("span", { class: "measure-name" }, name.charAt(0).toUpperCase() + name.slice(1)),
      h("span", { class: "measure-value num" }, quantity(measure.value, measure.unit)),
      h("span", { class: "measure-relation" }, measure.value <= measure.threshold ? "<" : ">"),
      h("span", { class: "measure-threshold num" }, quantity(measure.threshold, measure.unit)),
    ),
    h("div", { class: "measure-bar", "aria-hidden": "true" }, fill, limit),
  );
}

function parties(entry: WarningEntry, speech: Speech, actions: InspectorActions): HTMLElement {
  const warning = entry.withEvidence;
  const evidence = entry.evidence();
  const host = partyCard(
    { role: "inspector.host", line: "solid", track: warning.host, trackId: entry.hostTrackId, inputs: evidence?.hostInputs, rejected: evidence?.hostRejected, path: evidence?.hostPath, window: evidence?.conflictArea?.host },
    speech,
    actions,
  );
  const other = warning.place
    ? placeCard(warning.place, warning.host, evidence?.placeInputs ?? [], speech)
    : partyCard(
        {
          role: "inspector.counterpart",
          line: "dashed",
          track: warning.counterpart,
          trackId: entry.counterpartTrackId,
          inputs: evidence?.counterpartInputs,
          rejected: evidence?.counterpartRejected,
          path: evidence?.counterpartPath,
          window: evidence?.conflictArea?.counterpart,
        },
        speech,
        actions,
      );
  const note = warning.place ? "inspector.map_note.place" : entry.ofCollision() ? "inspector.map_note" : "inspector.map_note.approach";
  return h(
    "div",
    { class: "parties" },
    h("div", { class: "section-head" }, h("h3", {}, speech.t("inspector.parties")), h("button", { type: "button", class: "action", click: () => actions.showOnMap() }, speech.t("inspector.show"))),
    evidence?.hostPath ? h("p", { class: "note" }, speech.t(note)) : null,
    host,
    other,
  );
}

interface Party {
  role: "inspector.host" | "inspector.counterpart";
  line: "solid" | "dashed";
  track: TrackState | undefined;
  /** As the feed numbers it; null = not on the map. */
  trackId: bigint | null;
  inputs: SourceRef[] | undefined;
  rejected: RejectedInput[] | undefined;
  path: PredictedPath | undefined;
  window: ArrivalWindow | undefined;
}

function partyCard({ role, line, track, trackId, inputs, rejected, path, window }: Party, speech: Speech, actions: InspectorActions): HTMLElement {
  const stroke = h("span", { class: `party-line ${line}`, "aria-hidden": "true" });
  stroke.style.borderColor = CLASS_COLOUR[track?.roadUserClass ?? 0] ?? CLASS_COLOUR[0];
  const name = track
    ? h("button", { type: "button", class: "link-button", click: () => actions.select({ kind: "road-user", id: trackId ?? track.trackId }) }, partyName(track, speech))
    : h("span", {}, NO_VALUE);
  const facts = track ? `${((track.speedCmps / 100) * 3.6).toFixed(0)} km/h · ${(track.headingUnits * 0.0125).toFixed(0)}° · ${track.laneId ? `${speech.t("inspector.lane")} ${track.laneId}` : speech.t("field.off_lane")}` : "";
  return h(
    "div",
    { class: "party" },
    h("div", { class: "party-head" }, stroke, h("span", { class: "party-role" }, speech.t(role)), name),
    h("p", { class: "party-facts num" }, facts),
    h("p", { class: "party-facts num" }, pathText(path, speech)),
    window ? h("p", { class: "party-facts num" }, windowText(window, speech)) : null,
    sourceTable(inputs ?? track?.sources ?? [], speech),
    rejected && rejected.length > 0 ? rejectedTable(rejected, speech) : null,
  );
}

const USES: Record<number, Key> = { [InputUse.DISCOUNTED]: "use.discounted", [InputUse.EXCLUDED]: "use.excluded", [InputUse.REFUSED]: "use.refused" };

/** What of the last five seconds was refused or counted less: source, what became of it, why, how many, how long before. */
function rejectedTable(inputs: RejectedInput[], speech: Speech): HTMLElement {
  const head = h("tr", {}, ...(["inspector.rejected", "inspector.rejected.count", "inspector.inputs.age"] as const).map((key) => h("th", { scope: "col" }, speech.t(key))));
  const rows = inputs.map((input) =>
    h(
      "tr",
      {},
      h(
        "td",
        {},
        h("span", { class: "source-name" }, stationName(input.stationId)),
        h("span", { class: "source-kind" }, `${speech.t(sourceKey(input.source))} · ${speech.t(USES[input.use] ?? "use.unknown")} · `, h("span", { class: "code" }, input.reason)),
      ),
      h("td", { class: "num" }, String(input.count)),
      h("td", { class: "num" }, `${input.ageMs} ms`),
    ),
  );
  return h("table", { class: "inputs", "data-testid": "rejected" }, h("thead", {}, head), h("tbody", {}, ...rows));
}

/** What the host is warned of when that is no road user. */
function placeCard(place: WarnedPlace, host: TrackState | undefined, inputs: SourceRef[], speech: Speech): HTMLElement {
  const facts = placeFacts(place, clockTime, speech);
  const awayM = host ? distanceM(host, place) : 0;
  if (awayM >= 1) {
    facts.unshift(["field.distance", `${awayM.toFixed(0)} m`]);
  }
  return h(
    "div",
    { class: "party", "data-testid": "place" },
    h("div", { class: "party-head" }, h("span", { class: "place-mark", "aria-hidden": "true" }), h("span", { class: "party-role" }, speech.t("field.place")), h("strong", {}, placeName(place, speech))),
    h("dl", { class: "fields" }, ...facts.flatMap(([key, value]) => [h("dt", {}, speech.t(key)), h("dd", { class: "num" }, value)])),
    inputs.length > 0 ? sourceTable(inputs, speech) : null,
  );
}

function distanceM(from: TrackState, to: WarnedPlace): number {
  const plane = new Plane(from.longitudeE7 / 1e7, from.latitudeE7 / 1e7);
  return Math.hypot(plane.eastM(to.longitudeE7 / 1e7), plane.northM(to.latitudeE7 / 1e7));
}

function pathText(path: PredictedPath | undefined, speech: Speech): string {
  const last = path?.timeMs.at(-1);
  if (!path || last === undefined) {
    return speech.t("inspector.path.none");
  }
  return speech.t("inspector.path", { points: path.timeMs.length, seconds: (last / 1000).toFixed(1), probability: path.probability.toFixed(2) });
}

/** When it is where the lanes of both cross or join. */
function windowText(window: ArrivalWindow, speech: Speech): string {
  if (window.entryMs === undefined) {
    return speech.t("inspector.window.never");
  }
  const entry = (window.entryMs / 1000).toFixed(1);
  return window.exitMs === undefined
    ? speech.t("inspector.window.stays", { entry })
    : speech.t("inspector.window", { entry, exit: (window.exitMs / 1000).toFixed(1), sigma: ((window.sigmaMs ?? 0) / 1000).toFixed(2) });
}

/** Units are the last word of a parameter's name. */
const UNITS: Record<string, string> = { s: "s", ms: "ms", m: "m", mps: "m/s", mps2: "m/s²", deg: "°", rad: "rad" };

function parameterText(name: string, value: number): string {
  return `${Number(value.toPrecision(6))}\u00a0${UNITS[name.slice(name.lastIndexOf("_") + 1)] ?? ""}`.trim();
}

function ruleBlock(application: WarningApplication, evidence: Evidence, speech: Speech): HTMLElement[] {
  const names = Object.keys(evidence.parameters).sort();
  const known = knownApplication(application);
  return [
    h("h3", {}, speech.t("inspector.rule")),
    ...(known ? [h("p", { class: "rule-text" }, speech.t(`rule.${known}`))] : []),
    h(
      "dl",
      { class: "fields" },
      h("dt", {}, speech.t("inspector.rule")),
      h("dd", { class: "code" }, evidence.rule || NO_VALUE),
      h("dt", {}, speech.t("inspector.zone_version")),
      h("dd", { class: "code" }, evidence.zoneVersion || NO_VALUE),
    ),
    h(
      "table",
      { class: "parameters", "aria-label": speech.t("inspector.parameters") },
      h("tbody", {}, ...names.map((name) => h("tr", {}, h("td", { class: "code" }, name), h("td", { class: "num" }, parameterText(name, evidence.parameters[name] ?? Number.NaN))))),
    ),
  ];
}

function delivery(entry: WarningEntry, speech: Speech): HTMLElement {
  if (entry.deliveries.length === 0 && entry.duplicates.length === 0) {
    return h("p", { class: "none-told" }, speech.t("delivery.pending"));
  }
  const phases: Record<number, Key> = { 1: "phase.raised", 2: "phase.updated", 3: "phase.cleared" };
  return h(
    "ul",
    { class: "deliveries", "data-testid": "deliveries" },
    ...entry.deliveries.map((report) =>
      h(
        "li",
        {},
        h("span", { class: "num" }, clockTime(Number(report.atUs))),
        h("span", {}, speech.t(phases[report.phase] ?? "delivery.unknown")),
        h("span", { class: "delivery-outcome" }, speech.t(report.duplicateOf === entry.id ? "delivery.held_back" : outcomeKey(report.outcome))),
        report.duplicateOf && report.duplicateOf !== entry.id ? h("span", { class: "code" }, speech.t("delivery.duplicate_of", { id: report.duplicateOf })) : null,
      ),
    ),
    ...entry.duplicates.map((id) => h("li", {}, h("span", {}, speech.t("delivery.duplicate")), h("span", { class: "code" }, id))),
  );
}
