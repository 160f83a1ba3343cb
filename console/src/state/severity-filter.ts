import { WarningSeverity } from "@wire/warning_pb";
import type { WarningEntry } from "./warning-entry";
import type { ZoneState } from "./zone-state";

/** What an operator tells apart, most urgent first: dangers that are near, what asks for attention, and mere information. */
export const BANDS = [WarningSeverity.WARNING, WarningSeverity.CAUTION, WarningSeverity.INFORMATION] as const;
export type Band = (typeof BANDS)[number];

const STORED = "yunkong.severities";

/** Nobody told how urgent it is: then it is not hidden. */
export function bandOf(severity: WarningSeverity): Band {
  return severity === WarningSeverity.INFORMATION || severity === WarningSeverity.CAUTION ? severity : WarningSeverity.WARNING;
}

export const isUrgent = (severity: WarningSeverity) => bandOf(severity) === WarningSeverity.WARNING;

/** Which severities the operator wants to see, remembered by the browser. Information is left out at first: drivers get it all day. */
export class SeverityFilter {
  private readonly shown: Set<Band>;

  constructor(stored: string | null = read()) {
    const told = stored?.split(",").map(Number) ?? [];
    const known = BANDS.filter((band) => told.includes(band));
    this.shown = new Set(stored === null ? [WarningSeverity.WARNING, WarningSeverity.CAUTION] : known);
  }

  isShown(band: Band): boolean {
    return this.shown.has(band);
  }

  toggle(band: Band): void {
    if (!this.shown.delete(band)) {
      this.shown.add(band);
    }
    try {
      localStorage.setItem(STORED, [...this.shown].join(","));
    } catch {
      // A browser without storage forgets the choice; nothing else depends on it.
    }
  }

  /** By the most urgent it ever was, so that nothing leaves the list by growing milder. */
  shows(entry: WarningEntry): boolean {
    return this.shown.has(bandOf(entry.highestSeverity));
  }

  /** @param selectedId stays in the list whatever its severity */
  listed(state: ZoneState, feedTimeUs: number, selectedId: string | null): WarningEntry[] {
    return state.listed(feedTimeUs).filter((entry) => entry.id === selectedId || this.shows(entry));
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
