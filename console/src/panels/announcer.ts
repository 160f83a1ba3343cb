import { h } from "../dom";
import type { Speech } from "../i18n/language";
import { isUrgent } from "../state/severity-filter";
import type { WarningEntry } from "../state/warning-entry";
import { applicationName, partyName } from "./format";
import { severityKey } from "./warning-list";

const PAUSE_MS = 2000;

/** Tells screen readers of new urgent warnings, at most once in two seconds; what came in between is counted, not lost. */
export class Announcer {
  readonly element = h("div", { class: "unseen", "aria-live": "assertive", "data-testid": "announcer" });
  private waiting: WarningEntry[] = [];
  private spokenMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly speech: Speech) {}

  add(raised: WarningEntry[]): void {
    this.waiting.push(...raised.filter((entry) => isUrgent(entry.warning.severity)));
  }

  update(nowMs: number): void {
    if (this.waiting.length === 0 || nowMs - this.spokenMs < PAUSE_MS) {
      return;
    }
    const worst = this.waiting.reduce((a, b) => (b.warning.severity > a.warning.severity ? b : a));
    const fields = {
      severity: this.speech.t(severityKey(worst.warning.severity)),
      application: applicationName(worst.warning.application, this.speech),
      host: partyName(worst.warning.host, this.speech),
      count: this.waiting.length - 1,
    };
    this.element.textContent = this.speech.t(this.waiting.length > 1 ? "warning.announce.more" : "warning.announce", fields);
    this.waiting = [];
    this.spokenMs = nowMs;
  }
}
