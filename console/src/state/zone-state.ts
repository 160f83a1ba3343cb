import { DeliveryOutcome, type DeliveryReport } from "@wire/link_pb";
import type { FeedTick, ZoneHealth } from "@wire/feed_pb";
import { type Warning, WarningPhase } from "@wire/warning_pb";
import type { TrackState } from "@wire/map_pb";
import type { Plane } from "../map/plane";
import { RoadUser } from "./road-user";
import { isUrgent } from "./severity-filter";
import { WarningEntry } from "./warning-entry";

export const STALE_OBJECT_MS = 500;
export const FADING_OBJECT_MS = 5000;
export const REMOVED_OBJECT_MS = 10_000;
const AHEAD_MAX_MS = 300;
/** Warnings kept in memory, active ones included; the oldest ended one goes first. */
export const WARNINGS_MAX = 500;
/** A road user seen by sensors only, told by edge and cloud at nearly the same time, is this close to itself. */
const SAME_PARTY_M = 5;
/** Delivery reports that came before their warning. */
const ORPHANS_MAX = 200;

export interface ZoneCounters {
  /** Road users dropped here because no measurement came for {@link REMOVED_OBJECT_MS}. */
  removedStale: number;
  warningsRaised: number;
  warningsForgotten: number;
  deliveriesOrphaned: number;
}

/** What the console knows of one zone: the feed's ticks applied in order. The only writer of this state. */
export class ZoneState {
  readonly roadUsers = new Map<bigint, RoadUser>();
  readonly warnings = new Map<string, WarningEntry>();
  readonly signals = new Map<string, string>();
  readonly counters: ZoneCounters = { removedStale: 0, warningsRaised: 0, warningsForgotten: 0, deliveriesOrphaned: 0 };
  health: ZoneHealth | null = null;
  /** Signal controllers whose state the last tick changed. */
  changedSignals: string[] = [];
  /** Warnings the last tick raised, or that have become urgent with it. */
  raised: WarningEntry[] = [];
  private readonly orphans: DeliveryReport[] = [];
  private lastTickUs = 0;
  private lastTickMs: number | null = null;
  private tickSpacingMs = 100;

  constructor(private readonly plane: Plane) {}

  /** @param nowMs the browser's monotonic clock */
  apply(tick: FeedTick, nowMs: number): void {
    const atUs = Number(tick.atUs);
    if (this.lastTickMs !== null) {
      const spacing = Math.min(500, Math.max(50, nowMs - this.lastTickMs));
      this.tickSpacingMs += (spacing - this.tickSpacingMs) * 0.2;
    }
    this.lastTickUs = atUs;
    this.lastTickMs = nowMs;
    this.raised = [];
    this.changedSignals = [];
    if (tick.snapshot) {
      this.forgetMissing(tick, atUs);
    }
    this.applyTracks(tick, atUs, nowMs);
    for (const warning of tick.warnings) {
      const entry = this.applyWarning(warning);
      if (entry && warning.phase !== WarningPhase.CLEARED) {
        this.raised.push(entry);
      }
    }
    for (const report of tick.deliveries) {
      this.applyDelivery(report);
    }
    for (const signal of tick.signals) {
      if (this.signals.get(signal.signalId) !== signal.state) {
        this.signals.set(signal.signalId, signal.state);
        this.changedSignals.push(signal.signalId);
      }
    }
    if (tick.health) {
      this.health = tick.health;
    }
    this.dropStale(atUs);
    this.bound(atUs);
  }

  /** Takes in warnings the cloud kept from before; they are no news. */
  applyKept(tick: FeedTick): void {
    for (const warning of tick.warnings) {
      this.applyWarning(warning);
    }
    for (const report of tick.deliveries) {
      this.applyDelivery(report);
    }
  }

  /**
   * Server time now: the last tick's, moved on by the browser's clock, but not by more than a few ticks. A broken link must not make
   * every road user look stale: then the picture stands still as of its last tick, and the link state says so. 0 before the first tick.
   */
  feedTimeUs(nowMs: number): number {
    return this.lastTickMs === null ? 0 : this.lastTickUs + Math.min(AHEAD_MAX_MS, nowMs - this.lastTickMs) * 1000;
  }

  lastTickAtUs(): number {
    return this.lastTickUs;
  }

  sinceTickMs(nowMs: number): number | null {
    return this.lastTickMs === null ? null : nowMs - this.lastTickMs;
  }

  /** Warnings an operator sees: newest first, the active before the ended and the urgent of them first, repeats folded into their original. */
  listed(feedTimeUs: number): WarningEntry[] {
    const shown = [...this.warnings.values()].filter((entry) => entry.duplicateOf === null || !this.warnings.has(entry.duplicateOf));
    return shown.sort((a, b) => {
      return rank(b, feedTimeUs) - rank(a, feedTimeUs) || b.raisedAtUs() - a.raisedAtUs();
    });
  }

  private forgetMissing(tick: FeedTick, atUs: number): void {
    const present = new Set(tick.tracks.map((track) => track.trackId));
    for (const id of this.roadUsers.keys()) {
      if (!present.has(id)) {
        this.roadUsers.delete(id);
      }
    }
    const raised = new Set(tick.warnings.map((warning) => warning.warningId));
    for (const entry of this.warnings.values()) {
      if (entry.isActive(atUs) && !raised.has(entry.id)) {
        entry.clearedAtUs = atUs;
      }
    }
  }

  private applyTracks(tick: FeedTick, atUs: number, nowMs: number): void {
    for (const track of tick.tracks) {
      const known = this.roadUsers.get(track.trackId);
      if (known) {
        known.update(track, atUs, this.plane, nowMs, this.tickSpacingMs);
      } else if (track.ageMs <= REMOVED_OBJECT_MS) {
        this.roadUsers.set(track.trackId, new RoadUser(track, atUs, this.plane, nowMs));
      }
    }
    for (const id of tick.removedTrackIds) {
      this.roadUsers.delete(id);
    }
  }

  /** The entry when it is new, or urgent for the first time. */
  private applyWarning(warning: Warning): WarningEntry | null {
    const known = this.warnings.get(warning.warningId);
    if (known) {
      const before = isUrgent(known.highestSeverity);
      known.update(warning);
      this.findParties(known);
      return isUrgent(known.highestSeverity) && !before ? known : null;
    }
    const entry = new WarningEntry(warning);
    this.warnings.set(entry.id, entry);
    this.findParties(entry);
    if (warning.phase !== WarningPhase.CLEARED) {
      this.counters.warningsRaised++;
    }
    for (let i = this.orphans.length - 1; i >= 0; i--) {
      const orphan = this.orphans[i];
      if (orphan?.warningId === entry.id) {
        this.orphans.splice(i, 1);
        this.applyDelivery(orphan);
      }
    }
    return entry;
  }

  private findParties(entry: WarningEntry): void {
    if (entry.clearedAtUs !== null) {
      return;
    }
    const { host, counterpart } = entry.warning;
    entry.hostTrackId = this.trackOf(host, entry.hostTrackId);
    entry.counterpartTrackId = this.trackOf(counterpart, entry.counterpartTrackId);
  }

  /** A party's number in the feed: its own number, its station, or the nearest road user of its kind. */
  private trackOf(party: TrackState | undefined, before: bigint | null): bigint | null {
    if (!party || this.roadUsers.has(party.trackId)) {
      return party?.trackId ?? null;
    }
    if (before !== null && this.roadUsers.has(before)) {
      return before;
    }
    const east = this.plane.eastM(party.longitudeE7 / 1e7);
    const north = this.plane.northM(party.latitudeE7 / 1e7);
    let nearest: bigint | null = null;
    let least = SAME_PARTY_M;
    for (const user of this.roadUsers.values()) {
      if (party.stationId !== undefined && user.state.stationId === party.stationId) {
        return user.id;
      }
      const away = Math.hypot(this.plane.eastM(user.state.longitudeE7 / 1e7) - east, this.plane.northM(user.state.latitudeE7 / 1e7) - north);
      if (away < least && user.state.roadUserClass === party.roadUserClass) {
        nearest = user.id;
        least = away;
      }
    }
    return party.stationId === undefined ? nearest : null;
  }

  private applyDelivery(report: DeliveryReport): void {
    const entry = this.warnings.get(report.warningId);
    if (!entry) {
      this.counters.deliveriesOrphaned++;
      this.orphans.push(report);
      if (this.orphans.length > ORPHANS_MAX) {
        this.orphans.shift();
      }
      return;
    }
    entry.deliver(report);
    if (report.outcome === DeliveryOutcome.DUPLICATE && report.duplicateOf !== "") {
      const original = this.warnings.get(report.duplicateOf);
      if (original && original !== entry && !original.duplicates.includes(entry.id)) {
        original.duplicates.push(entry.id);
      }
    }
  }

  private dropStale(atUs: number): void {
    for (const [id, user] of this.roadUsers) {
      if (user.ageMs(atUs) > REMOVED_OBJECT_MS) {
        this.roadUsers.delete(id);
        this.counters.removedStale++;
      }
    }
  }

  private bound(atUs: number): void {
    if (this.warnings.size <= WARNINGS_MAX) {
      return;
    }
    const oldestFirst = [...this.warnings.values()].sort(
      (a, b) => Number(a.isActive(atUs)) - Number(b.isActive(atUs)) || a.raisedAtUs() - b.raisedAtUs(),
    );
    for (const entry of oldestFirst.slice(0, this.warnings.size - WARNINGS_MAX)) {
      this.warnings.delete(entry.id);
      this.counters.warningsForgotten++;
    }
  }
}

/** Place in the list: ended, mild, urgent. */
function rank(entry: WarningEntry, feedTimeUs: number): number {
  return entry.isActive(feedTimeUs) ? 1 + Number(isUrgent(entry.warning.severity)) : 0;
}
