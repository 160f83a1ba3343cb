import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { FeedTickSchema } from "@wire/feed_pb";
import { DeliveryOutcome } from "@wire/link_pb";
import { ClearReason, WarningPhase, WarningSeverity } from "@wire/warning_pb";
import { describe, expect, test } from "vitest";
import { Plane } from "../../src/map/plane";
import { BANDS, SeverityFilter } from "../../src/state/severity-filter";
import { WARNINGS_MAX, ZoneState } from "../../src/state/zone-state";

const START_US = 1_790_000_000_000_000;
const plane = new Plane(113.8, 34.8);
const tick = (afterMs: number, fields: MessageInitShape<typeof FeedTickSchema>) => create(FeedTickSchema, { atUs: BigInt(START_US + afterMs * 1000), ...fields });
const car = (id: bigint, latE7: number, ageMs = 0) => ({ trackId: id, latitudeE7: latE7, longitudeE7: 1_138_000_000, ageMs });
const warning = (id: string, phase = WarningPhase.RAISED, raisedMs = 0) => ({ warningId: id, phase, raisedAtUs: BigInt(START_US + raisedMs * 1000), validUntilUs: BigInt(START_US + 60_000_000) });
const pose = { eastM: 0, northM: 0, headingRad: 0 };

describe("road users", () => {
  test("move from the place last shown to the new one over one tick", () => {
    const state = new ZoneState(plane);
    state.apply(tick(0, { snapshot: true, tracks: [car(1n, 348_000_000)] }), 0);
    state.apply(tick(100, { tracks: [car(1n, 348_000_180)] }), 100);
    const user = state.roadUsers.get(1n);
    expect(user?.poseAt(100, pose).northM).toBeCloseTo(0, 2);
    expect(user?.poseAt(150, pose).northM).toBeCloseTo(1, 1);
    expect(user?.poseAt(200, pose).northM).toBeCloseTo(2, 1);
    expect(user?.poseAt(900, pose).northM).toBeCloseTo(2, 1);
  });

  test("go when the feed removes them, and with a snapshot that has them no more", () => {
    const state = new ZoneState(plane);
    state.apply(tick(0, { snapshot: true, tracks: [car(1n, 348_000_000), car(2n, 348_000_000), car(3n, 348_000_000)] }), 0);
    state.apply(tick(100, { removedTrackIds: [1n] }), 100);
    expect([...state.roadUsers.keys()]).toEqual([2n, 3n]);
    state.apply(tick(500, { snapshot: true, tracks: [car(3n, 348_000_000)] }), 500);
    expect([...state.roadUsers.keys()]).toEqual([3n]);
    expect(state.counters.removedStale).toBe(0);
  });

  test("age with the feed's time and are dropped and counted after ten seconds without a measurement", () => {
    const state = new ZoneState(plane);
    state.apply(tick(0, { snapshot: true, tracks: [car(1n, 348_000_000, 200)] }), 0);
    state.apply(tick(9_000, {}), 9_000);
    expect(state.roadUsers.get(1n)?.ageMs(state.feedTimeUs(9_000))).toBe(9_200);
    state.apply(tick(9_900, {}), 9_900);
    expect(state.roadUsers.size).toBe(0);
    expect(state.counters.removedStale).toBe(1);
    state.apply(tick(10_000, { tracks: [car(1n, 348_000_000, 11_000)] }), 10_000);
    expect(state.roadUsers.size).toBe(0);
    expect(state.counters.removedStale).toBe(1);
  });

  test("do not age while the link is silent", () => {
    const state = new ZoneState(plane);
    state.apply(tick(0, { snapshot: true, tracks: [car(1n, 348_000_000, 100)] }), 0);
    expect(state.roadUsers.get(1n)?.ageMs(state.feedTimeUs(60_000))).toBeLessThan(500);
  });
});

describe("severities", () => {
  const of = (id: string, severity: WarningSeverity, raisedMs: number, phase = WarningPhase.RAISED) => ({ ...warning(id, phase, raisedMs), severity, updatedAtUs: BigInt(START_US + raisedMs * 1000) });

  test("what is urgent stands first while it lasts; what has ended stands by its time alone", () => {
    const state = new ZoneState(plane);
    state.apply(tick(0, { snapshot: true, warnings: [of("fcw", WarningSeverity.IMMINENT, 0), of("slw", WarningSeverity.INFORMATION, 10), of("evw", WarningSeverity.CAUTION, 20)] }), 0);
    expect(state.listed(state.feedTimeUs(0)).map((entry) => entry.id)).toEqual(["fcw", "evw", "slw"]);
    state.apply(tick(100, { warnings: [of("fcw", WarningSeverity.IMMINENT, 0, WarningPhase.CLEARED), of("slw", WarningSeverity.INFORMATION, 10, WarningPhase.CLEARED)] }), 100);
    expect(state.listed(state.feedTimeUs(100)).map((entry) => entry.id)).toEqual(["evw", "slw", "fcw"]);
  });

  test("information is left out at first, but for the selected one", () => {
    const state = new ZoneState(plane);
    const filter = new SeverityFilter(null);
    state.apply(tick(0, { snapshot: true, warnings: [of("fcw", WarningSeverity.WARNING, 0), of("slw", WarningSeverity.INFORMATION, 1), of("tjw", WarningSeverity.INFORMATION, 2), warning("untold")] }), 0);
    const listed = (selected: string | null) => filter.listed(state, state.feedTimeUs(0), selected).map((entry) => entry.id);
    expect(listed(null)).toEqual(["fcw", "untold"]);
    expect(listed("slw")).toEqual(["fcw", "untold", "slw"]);
    filter.toggle(WarningSeverity.INFORMATION);
    filter.toggle(WarningSeverity.WARNING);
    expect(listed(null)).toEqual(["tjw", "slw"]);
  });

  test.each([
    [null, [true, true, false]],
    ["3", [true, false, false]],
    ["1,2", [false, true, true]],
    ["", [false, false, false]],
    ["x,9", [false, false, false]],
  ] as const)("the choice %s is remembered", (stored, shown) => {
    const filter = new SeverityFilter(stored);
    expect(BANDS.map((band) => filter.isShown(band))).toEqual(shown);
  });

  test("a caution that becomes urgent is news again, once", () => {
    const state = new ZoneState(plane);
    const raised = (atMs: number, severity: WarningSeverity) => {
      state.apply(tick(atMs, { warnings: [of("lta", severity, atMs, WarningPhase.UPDATED)] }), atMs);
      return state.raised.map((entry) => entry.id);
    };
    expect([raised(0, WarningSeverity.CAUTION), raised(100, WarningSeverity.CAUTION), raised(200, WarningSeverity.WARNING), raised(300, WarningSeverity.IMMINENT)]).toEqual([["lta"], [], ["lta"], []]);
  });
});

describe("warnings", () => {
  test("are listed active before ended, newest first", () => {
    const state = new ZoneState(plane);
    state.apply(tick(0, { snapshot: true, warnings: [warning("a", WarningPhase.RAISED, 0), warning("b", WarningPhase.RAISED, 10), warning("c", WarningPhase.RAISED, 20)] }), 0);
    expect(state.raised.map((entry) => entry.id)).toEqual(["a", "b", "c"]);
    state.apply(tick(100, { warnings: [warning("c", WarningPhase.CLEARED, 20)] }), 100);
    expect(state.listed(state.feedTimeUs(100)).map((entry) => entry.id)).toEqual(["b", "a", "c"]);
    expect(state.raised).toEqual([]);
  });

  test("that a snapshot knows no more are ended, not forgotten", () => {
    const state = new ZoneState(plane);
    state.apply(tick(0, { snapshot: true, warnings: [warning("a")] }), 0);
    state.apply(tick(4_000, { snapshot: true, warnings: [] }), 4_000);
    expect(state.warnings.get("a")?.isActive(state.feedTimeUs(4_000))).toBe(false);
  });

  test("say why they have ended, when that was told", () => {
    const state = new ZoneState(plane);
    state.apply(tick(0, { snapshot: true, warnings: [warning("a"), warning("b")] }), 0);
    state.apply(tick(100, { warnings: [{ ...warning("a", WarningPhase.CLEARED), clearReason: ClearReason.SUPERSEDED }, warning("b", WarningPhase.CLEARED)] }), 100);
    expect([state.warnings.get("a")?.clearReason, state.warnings.get("b")?.clearReason]).toEqual([ClearReason.SUPERSEDED, ClearReason.UNSPECIFIED]);
  });

  test("that repeat another are folded into it, whichever came first", () => {
    const state = new ZoneState(plane);
    const repeat = { warningId: "cloud-1", outcome: DeliveryOutcome.DUPLICATE, duplicateOf: "edge-1", atUs: 1n };
    state.apply(tick(0, { snapshot: true, warnings: [warning("edge-1")], deliveries: [repeat] }), 0);
    state.apply(tick(100, { warnings: [warning("cloud-1")] }), 100);
    expect(state.listed(state.feedTimeUs(100)).map((entry) => entry.id)).toEqual(["edge-1"]);
    expect(state.warnings.get("edge-1")?.duplicates).toEqual(["cloud-1"]);
  });

  test("keep the evidence they were raised with", () => {
    const state = new ZoneState(plane);
    state.apply(tick(0, { snapshot: true, warnings: [{ ...warning("a"), evidence: { rule: "fcw/1", stamps: { generatedAtUs: 5n } } }] }), 0);
    state.apply(tick(100, { warnings: [warning("a", WarningPhase.UPDATED)], deliveries: [{ warningId: "a", phase: WarningPhase.RAISED, outcome: DeliveryOutcome.SENT, stamps: { generatedAtUs: 5n, downlinkAtUs: 9n } }] }), 100);
    state.apply(tick(200, { deliveries: [{ warningId: "a", phase: WarningPhase.RAISED, outcome: DeliveryOutcome.DUPLICATE, duplicateOf: "a", stamps: { generatedAtUs: 4n, cloudDecidedAtUs: 7n } }] }), 200);
    const entry = state.warnings.get("a");
    // What the cloud decided on another message stays out.
    expect(entry?.evidence()?.rule).toBe("fcw/1");
    expect(entry?.stamps()).toEqual({ generatedAtUs: 5, downlinkAtUs: 9 });
  });

  test("remember the first raise, the highest severity and the end", () => {
    const state = new ZoneState(plane);
    state.apply(tick(0, { snapshot: true, warnings: [{ ...warning("a", WarningPhase.RAISED, 0), severity: WarningSeverity.CAUTION }] }), 0);
    state.apply(tick(500, { warnings: [{ ...warning("a", WarningPhase.UPDATED, 60), severity: WarningSeverity.IMMINENT, updatedAtUs: BigInt(START_US + 500_000) }] }), 500);
    state.apply(tick(900, { warnings: [{ ...warning("a", WarningPhase.CLEARED, 60), severity: WarningSeverity.CAUTION, updatedAtUs: BigInt(START_US + 900_000) }] }), 900);
    const entry = state.warnings.get("a");
    expect(entry?.isActive(state.feedTimeUs(900))).toBe(false);
    expect([entry?.highestSeverity, entry?.raisedAtUs(), entry?.endedAtUs()]).toEqual([WarningSeverity.IMMINENT, START_US, START_US + 900_000]);
  });

  test("are bounded: the oldest ended one goes first", () => {
    const state = new ZoneState(plane);
    const many = Array.from({ length: WARNINGS_MAX }, (_, i) => warning(`w${i}`, i === 7 ? WarningPhase.CLEARED : WarningPhase.RAISED, i));
    state.apply(tick(0, { snapshot: true, warnings: many }), 0);
    state.apply(tick(100, { warnings: [warning("new")] }), 100);
    expect(state.warnings.size).toBe(WARNINGS_MAX);
    expect(state.warnings.has("w7")).toBe(false);
    expect(state.counters.warningsForgotten).toBe(1);
  });
});
