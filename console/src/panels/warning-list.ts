import { DeliveryOutcome } from "@wire/link_pb";
import { ClearReason, WarningOrigin, type WarningSeverity } from "@wire/warning_pb";
import { h, setAttribute, setText } from "../dom";
import type { Key, Speech } from "../i18n/language";
import type { Selection } from "../state/selection";
import { BANDS, type Band, bandOf, type SeverityFilter } from "../state/severity-filter";
import type { WarningEntry } from "../state/warning-entry";
import type { ZoneState } from "../state/zone-state";
import { applicationCode, applicationName, clockTime, duration, NO_VALUE, partyName, seconds } from "./format";
import { subjectName } from "./place-words";
import { severityMark } from "./severity-mark";

/** Rows in the page; older warnings stay in memory and can be reached with the keys. */
const ROWS_MAX = 120;

interface Row {
  element: HTMLElement;
  severity: HTMLElement;
  severityShown: string;
  code: HTMLElement;
  application: HTMLElement;
  word: HTMLElement;
  parties: HTMLElement;
  ttc: HTMLElement;
  age: HTMLElement;
  phase: HTMLElement;
  delivery: HTMLElement;
}

/** The warnings of the zone as they fire, the urgent first, of the severities chosen. A list box: one stop for Tab, arrows inside. */
export class WarningList {
  readonly element: HTMLElement;
  private readonly title = h("h2", { id: "warnings-title" });
  private readonly counts = h("span", { class: "counts num" });
  private readonly list = h("div", { class: "rows", role: "listbox", tabindex: "0", "data-testid": "warnings" });
  private readonly none = h("p", { class: "none" });
  private readonly hidden = h("p", { class: "hidden-count num", "data-testid": "hidden" });
  private readonly bands = h("div", { class: "bands", role: "group" });
  private readonly band = new Map<Band, { button: HTMLElement; word: HTMLElement; count: HTMLElement }>();
  private readonly rows = new Map<string, Row>();
  private order: string[] = [];

  constructor(
    private readonly speech: Speech,
    private readonly filter: SeverityFilter,
    private readonly select: (selection: Selection) => void,
    private readonly changed: () => void,
  ) {
    for (const band of BANDS) {
      this.addBand(band);
    }
    const head = h("div", { class: "panel-head" }, this.title, this.counts);
    this.element = h("section", { class: "warnings", "aria-labelledby": "warnings-title" }, head, this.bands, this.none, this.list, this.hidden);
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.translate();
  }

  translate(): void {
    setText(this.title, this.speech.t("warnings.title"));
    setAttribute(this.list, "aria-label", this.speech.t("warnings.list"));
    setAttribute(this.bands, "aria-label", this.speech.t("filter.label"));
    for (const [band, { word }] of this.band) {
      setText(word, this.speech.t(`filter.${band}`));
    }
    this.none.replaceChildren(h("strong", {}, this.speech.t("warnings.none")), this.speech.t("warnings.none.hint"));
    for (const row of this.rows.values()) {
      row.element.remove();
    }
    this.rows.clear();
    this.order = [];
  }

  focus(): void {
    this.list.focus();
  }

  /** @param known false = the link is silent: what was active may have ended since */
  update(state: ZoneState, selection: Selection, known: boolean, nowMs: number): void {
    const feedUs = state.feedTimeUs(nowMs);
    const all = state.listed(feedUs);
    const listed = this.filter.listed(state, feedUs, selection?.kind === "warning" ? selection.id : null);
    const active = listed.filter((entry) => entry.isActive(feedUs)).length;
    setText(this.counts, this.speech.t("warnings.counts", { active, ended: listed.length - active }));
    this.none.hidden = all.length > 0;
    this.hidden.hidden = listed.length === all.length;
    setText(this.hidden, this.speech.t("filter.hidden", { count: all.length - listed.length }));
    this.updateBands(all.filter((entry) => entry.isActive(feedUs)));
    const shown = listed.slice(0, ROWS_MAX);
    for (const entry of shown) {
      this.updateRow(this.rows.get(entry.id) ?? this.newRow(entry.id), entry, known, feedUs);
    }
    this.arrange(shown.map((entry) => entry.id));
    const chosen = selection?.kind === "warning" ? selection.id : null;
    for (const [id, row] of this.rows) {
      setAttribute(row.element, "aria-selected", String(id === chosen));
    }
    setAttribute(this.list, "aria-activedescendant", chosen !== null && this.rows.has(chosen) ? rowId(chosen) : null);
  }

  scrollTo(id: string): void {
    this.rows.get(id)?.element.scrollIntoView({ block: "nearest" });
  }

  private addBand(band: Band): void {
    const word = h("span");
    const count = h("span", { class: "band-count num" });
    const toggle = () => {
      this.filter.toggle(band);
      this.changed();
    };
    const button = h("button", { type: "button", class: "band", "data-severity": String(band), click: toggle }, severityMark(band, true), word, count);
    this.band.set(band, { button, word, count });
    this.bands.append(button);
  }

  /** How many of each are active, those that are not listed included. */
  private updateBands(active: WarningEntry[]): void {
    for (const [band, { button, count }] of this.band) {
      setAttribute(button, "aria-pressed", String(this.filter.isShown(band)));
      setText(count, String(active.filter((entry) => bandOf(entry.highestSeverity) === band).length));
    }
  }

  private arrange(ids: string[]): void {
    if (ids.length === this.order.length && ids.every((id, i) => id === this.order[i])) {
      return;
    }
    const kept = new Set(ids);
    for (const [id, row] of this.rows) {
      if (!kept.has(id)) {
        row.element.remove();
        this.rows.delete(id);
      }
    }
    let before: Element | null = this.list.firstElementChild;
    for (const id of ids) {
      const element = this.rows.get(id)?.element;
      if (element && element === before) {
        before = before.nextElementSibling;
      } else if (element) {
        this.list.insertBefore(element, before);
      }
    }
    this.order = ids;
  }

  private newRow(id: string): Row {
    const cell = (name: string) => h("span", { class: name });
    const row: Row = {
      element: h("div", { class: "row", role: "option", id: rowId(id), "data-warning": id, click: () => this.select({ kind: "warning", id }) }),
      severity: cell("row-mark"),
      severityShown: "",
      code: cell("row-code"),
      application: cell("row-application"),
      word: cell("row-word"),
      parties: cell("row-parties"),
      ttc: cell("row-ttc num"),
      age: cell("row-age num"),
      phase: cell("row-phase"),
      delivery: h("span", { class: "row-delivery", role: "img" }),
    };
    row.element.append(
      row.severity,
      h("div", { class: "row-top" }, row.code, row.application, row.ttc),
      h("div", { class: "row-middle" }, row.parties, row.age),
      h("div", { class: "row-bottom" }, row.word, row.phase, row.delivery),
    );
    this.rows.set(id, row);
    return row;
  }

  private updateRow(row: Row, entry: WarningEntry, known: boolean, feedUs: number): void {
    const warning = entry.warning;
    const active = entry.isActive(feedUs);
    const severity = shownSeverity(entry, active);
    if (row.severityShown !== `${severity}${active}`) {
      row.severity.replaceChildren(severityMark(severity, active));
      row.severityShown = `${severity}${active}`;
    }
    setAttribute(row.element, "data-severity", String(severity));
    setAttribute(row.element, "data-active", String(active));
    setText(row.code, applicationCode(warning.application));
    setText(row.application, applicationName(warning.application, this.speech));
    // Most are simply over: the row says why only where it is not so; the inspector always does.
    const ended = entry.clearReason === ClearReason.PASSED ? this.speech.t("warning.ended") : endText(entry, this.speech);
    setText(row.word, active ? this.speech.t(severityKey(severity)) : ended);
    const parties = `${partyName(entry.withEvidence.host, this.speech)} → ${subjectName(entry.withEvidence, this.speech)}`;
    setText(row.parties, parties);
    setAttribute(row.parties, "title", parties);
    // A time to collision is true while the warning lasts; of an ended one the list says how long it lasted and how bad it was.
    const lastedMs = ((active ? feedUs : entry.endedAtUs()) - entry.raisedAtUs()) / 1000;
    setText(row.ttc, active ? timeText(entry, this.speech, known) : this.speech.t("warning.lasted", { duration: duration(lastedMs) }));
    setText(row.age, active ? duration(lastedMs) : clockTime(entry.endedAtUs()).slice(0, 8));
    setText(row.phase, active ? (known ? "" : this.speech.t("warning.last_known")) : this.speech.t("warning.highest", { severity: this.speech.t(severityKey(severity)) }));
    const delivery = deliveryText(entry, this.speech);
    // The row of an ended one has more to say: the ticks stand for the word there.
    setText(row.delivery, active ? delivery : delivery.replace(/^(✓+) [^+]*/, "$1 "));
    setAttribute(row.delivery, "title", [delivery, entry.repeats() > 0 ? this.speech.t("delivery.duplicates", { count: entry.repeats() }) : ""].filter((text) => text !== "").join(" · "));
    setAttribute(row.delivery, "aria-label", delivery);
  }

  private key(event: KeyboardEvent): void {
    const now = this.order.findIndex((id) => this.rows.get(id)?.element.getAttribute("aria-selected") === "true");
    const target: Record<string, number> = {
      ArrowDown: Math.min(now + 1, this.order.length - 1),
      ArrowUp: Math.max(now - 1, 0),
      Home: 0,
      End: this.order.length - 1,
      Enter: Math.max(now, 0),
    };
    const index = target[event.key];
    const id = index === undefined ? undefined : this.order[index];
    if (id !== undefined) {
      event.preventDefault();
      this.select({ kind: "warning", id });
      this.scrollTo(id);
    }
  }
}

const rowId = (id: string) => `warning-${id}`;

export function severityKey(severity: number): Key {
  return severity >= 1 && severity <= 4 ? (`severity.${severity}` as Key) : "severity.0";
}

/** While it lasts the severity of now, afterwards the highest it had. */
export function shownSeverity(entry: WarningEntry, active: boolean): WarningSeverity {
  return active ? entry.warning.severity : entry.highestSeverity;
}

/** How a warning ended: the platform cleared it and may say why, or it was heard of no more until its validity ran out. */
export function endText(entry: WarningEntry, speech: Speech, at = ""): string {
  const ended = `${speech.t(entry.clearedAtUs === null ? "warning.expired" : "warning.ended")} ${at}`.trim();
  const reason = entry.clearReason;
  return reason !== ClearReason.UNSPECIFIED && reason in ClearReason ? speech.t("warning.ended.why", { ended, why: speech.t(`clear.${reason}` as Key) }) : ended;
}

/**
 * "TTC 1.8 s" until two touch, "in 4.2 s" until the host is where it is warned of; empty when it is there, as with the speed limit of its lane.
 *
 * @param known false = the link is silent: no time runs on
 */
export function timeText(entry: WarningEntry, speech: Speech, known = true): string {
  const ms = entry.warning.timeToCollisionMs;
  const time = known ? seconds(ms) : NO_VALUE;
  if (entry.ofCollision()) {
    return `${speech.t("warning.ttc")} ${time}`;
  }
  return ms === 0 ? "" : known ? speech.t("warning.in", { time }) : time;
}

export function originKey(origin: WarningOrigin): Key {
  switch (origin) {
    case WarningOrigin.EDGE:
      return "origin.edge";
    case WarningOrigin.CLOUD:
      return "origin.cloud";
    default:
      return "origin.unknown";
  }
}

export function outcomeKey(outcome: DeliveryOutcome): Key {
  const keys: Record<DeliveryOutcome, Key> = {
    [DeliveryOutcome.UNSPECIFIED]: "delivery.unknown",
    [DeliveryOutcome.SENT]: "delivery.sent",
    [DeliveryOutcome.ACKNOWLEDGED]: "delivery.acknowledged",
    [DeliveryOutcome.DUPLICATE]: "delivery.duplicate",
    [DeliveryOutcome.EXPIRED]: "delivery.expired",
    [DeliveryOutcome.NO_SESSION]: "delivery.no_session",
    [DeliveryOutcome.OLD_EPOCH]: "delivery.old_epoch",
    [DeliveryOutcome.NOT_USABLE]: "delivery.unknown", // of advice only
    [DeliveryOutcome.NOT_UNDERSTOOD]: "delivery.not_understood",
  };
  return keys[outcome] ?? "delivery.unknown";
}

/** The furthest the warning got, and how often it was repeated. */
export function deliveryText(entry: WarningEntry, speech: Speech): string {
  const best = [DeliveryOutcome.ACKNOWLEDGED, DeliveryOutcome.SENT, DeliveryOutcome.NOT_UNDERSTOOD, DeliveryOutcome.NO_SESSION, DeliveryOutcome.EXPIRED, DeliveryOutcome.OLD_EPOCH, DeliveryOutcome.DUPLICATE].find(
    (outcome) => entry.count(outcome) > 0,
  );
  const parts = [best === undefined ? speech.t("delivery.pending") : `${best === DeliveryOutcome.ACKNOWLEDGED ? "✓✓" : best === DeliveryOutcome.SENT ? "✓" : "✕"} ${speech.t(outcomeKey(best))}`];
  const repeats = entry.repeats();
  if (repeats > 0) {
    parts.push(`+${repeats}`);
  }
  return parts.join(" ");
}
