import { DeliveryOutcome } from "@wire/link_pb";
import { RoadUserClass, SourceKind } from "@wire/map_pb";
import { ServiceLevel } from "@wire/session_pb";
import { type ClearReason, InputUse, PlaceKind, SignalLight, WarningApplication, WarningOrigin, WarningPhase, WarningSeverity } from "@wire/warning_pb";
import type { Script, Tick } from "./fake-cloud";
import { smallZone, toDegrees } from "./small-zone";

type Tracks = NonNullable<Tick["tracks"]>;
type Track = Tracks[number];
type WarningInit = NonNullable<Tick["warnings"]>[number];
type DeliveryInit = NonNullable<Tick["deliveries"]>[number];

export const BUS = 0x10n;
export const CAR = 0x11n;
export const PEDESTRIAN = 0x12n;
export const SILENT_TRUCK = 0x13n;

const ascii = (name: string) => BigInt(`0x${Buffer.from(name.padEnd(8, "0").slice(0, 8)).toString("hex")}`);

export const BUS_STATION = ascii("BUS00003");
export const CAR_STATION = ascii("CAR01177");

function track(id: bigint, kind: RoadUserClass, east: number, north: number, headingDeg: number, speedMps: number, sizeM: [number, number], more: Partial<Track> = {}): Track {
  const [lon, lat] = toDegrees(east, north) as [number, number];
  const sources = [{ source: SourceKind.SENSOR_REPORT, stationId: ascii("RSU00001"), objectId: Number(id), ageMs: 74, positionAccuracyCm: 50 }];
  return {
    trackId: id,
    roadUserClass: kind,
    latitudeE7: Math.round(lat * 1e7),
    longitudeE7: Math.round(lon * 1e7),
    headingUnits: Math.round((((headingDeg % 360) + 360) % 360) / 0.0125),
    speedCmps: Math.round(speedMps * 100),
    lengthCm: Math.round(sizeM[0] * 100),
    widthCm: Math.round(sizeM[1] * 100),
    laneId: "in0_0",
    ageMs: 40,
    positionAccuracyCm: 62,
    sources: more.stationId === undefined ? sources : [{ source: SourceKind.SELF_REPORT, stationId: more.stationId, ageMs: 31, positionAccuracyCm: 100 }, ...sources],
    ...more,
  } as Track;
}

/** Scripted traffic at the small crossing; tests turn its switches. */
export class SmallScript implements Script {
  readonly zone = "small";
  readonly titleZh = "小测试区";
  readonly titleEn = "Small test zone";
  readonly map = smallZone();
  zoneVersion = "0123456789abcdef";
  empty = false;
  /** Further cars, in rows. */
  crowd = 0;
  health: { level: ServiceLevel; reason: string } = { level: ServiceLevel.OK, reason: "" };
  private pending: { warnings: WarningInit[]; deliveries: DeliveryInit[] } = { warnings: [], deliveries: [] };
  private readonly raised = new Map<string, WarningInit>();
  readonly kept: WarningInit[] = [];
  private startUs = 0;

  tick(atUs: number): Tick {
    this.startUs ||= atUs;
    const seconds = (atUs - this.startUs) / 1e6;
    const tracks = this.empty ? [] : this.tracks(seconds, atUs);
    const cycle = Math.floor(seconds / 2) % 4;
    const phases = ["GrrrGr", "yrrrrr", "rGrrrG", "ryrrrr"];
    const out: Tick = {
      atUs: BigInt(atUs),
      tracks,
      warnings: [...new Map([...this.raised, ...this.pending.warnings.map((warning) => [warning.warningId ?? "", warning] as const)]).values()],
      deliveries: this.pending.deliveries,
      signals: [{ signalId: "j1", state: phases[cycle] ?? "rrrrrr" }],
      health: { ...this.health, zoneVersion: this.zoneVersion, tracks: tracks.length, stationsConnected: 12, edgesConnected: 1, cloudNodes: 2, observationsPerS: 2410, decisionP50Us: 640, decisionP99Us: 4820 },
    };
    this.pending = { warnings: [], deliveries: [] };
    return out;
  }

  raise(id: string, application: WarningApplication, severity: WarningSeverity, withEvidence = true): void {
    const atUs = Date.now() * 1000;
    const warning = this.warning(id, application, severity, atUs, withEvidence);
    this.raised.set(id, warning);
    this.pending.warnings.push(warning);
    this.deliver(id, DeliveryOutcome.SENT);
  }

  /** A warning that ended before anybody looked. */
  keep(id: string, application: WarningApplication, severity: WarningSeverity): void {
    const warning = this.warning(id, application, severity, Date.now() * 1000, true);
    this.kept.push({ ...warning, phase: WarningPhase.CLEARED });
  }

  deliver(id: string, outcome: DeliveryOutcome, duplicateOf = ""): void {
    this.pending.deliveries.push({ warningId: id, phase: WarningPhase.RAISED, outcome, atUs: BigInt(Date.now() * 1000), duplicateOf });
  }

  update(id: string, severity: WarningSeverity, timeToCollisionMs: number): void {
    const { evidence: _, ...warning } = this.raised.get(id) ?? {};
    const updated = { ...warning, phase: WarningPhase.UPDATED, severity, timeToCollisionMs, updatedAtUs: BigInt(Date.now() * 1000) };
    this.raised.set(id, updated);
    this.pending.warnings.push(updated);
  }

  /** Ends a warning; the cloud keeps it. */
  clear(id: string, clearReason?: ClearReason): void {
    const warning = this.raised.get(id);
    if (warning) {
      const cleared = { ...warning, phase: WarningPhase.CLEARED, updatedAtUs: BigInt(Date.now() * 1000), ...(clearReason === undefined ? {} : { clearReason }) };
      this.raised.delete(id);
      this.pending.warnings.push(cleared);
      this.kept.push(cleared);
    }
  }

  private tracks(seconds: number, atUs: number): Tracks {
    const along = (speed: number, offset: number) => ((offset + speed * seconds) % 420) - 210;
    const many: Tracks = [
      track(BUS, RoadUserClass.BUS, 1.75, -60 + ((seconds * 3) % 40), 0, 8.3, [12, 2.55], { stationId: BUS_STATION }),
      track(CAR, RoadUserClass.CAR, -70 + ((seconds * 4) % 48), -1.75, 90, 11, [4.6, 1.8], { stationId: CAR_STATION }),
      track(PEDESTRIAN, RoadUserClass.PEDESTRIAN, -10 + ((seconds * 1.2) % 20), 14.5, 90, 1.2, [0.5, 0.5]),
      // Not measured for a while already: hollow from the start, gone when it is ten seconds.
      track(SILENT_TRUCK, RoadUserClass.TRUCK, -5.25, 90, 180, 0, [8.5, 2.5], { ageMs: 6000 + Math.round((atUs - this.startUs) / 1000) }),
      track(0x20n, RoadUserClass.BICYCLE, -8.3, -along(4, 60), 180, 4, [1.8, 0.6]),
      track(0x21n, RoadUserClass.EMERGENCY, along(14, 90), -5.25, 90, 14, [6, 2.1], { stationId: ascii("AMB00001") }),
      track(0x22n, RoadUserClass.MOTORCYCLE, -along(9, 10), 5.25, 270, 9, [2.1, 0.8]),
    ];
    for (let i = 0; i < this.crowd; i++) {
      many.push(track(BigInt(0x1000 + i), RoadUserClass.CAR, along(8 + (i % 7), i * 11), Math.floor(i / 40) * 7 - 180, 90, 8 + (i % 7), [4.6, 1.8], { stationId: ascii(`C${i}`) }));
    }
    for (let i = 0; i < 18; i++) {
      const place = along(10, i * 23);
      const arm = i % 4;
      const [east, north, heading] = [
        [5.25, place, 0],
        [place, -5.25, 90],
        [-5.25, -place, 180],
        [-place, 5.25, 270],
      ][arm] as [number, number, number];
      many.push(track(0x100n + BigInt(i), i % 7 === 3 ? RoadUserClass.TRUCK : RoadUserClass.CAR, east, north, heading, 10, i % 7 === 3 ? [9, 2.5] : [4.5, 1.8]));
    }
    return many;
  }

  private warning(id: string, application: WarningApplication, severity: WarningSeverity, atUs: number, withEvidence: boolean): WarningInit {
    const now = this.tracks((atUs - this.startUs) / 1e6, atUs);
    const host = now[0] as Track;
    const counterpart = now[application === WarningApplication.VRUCW ? 2 : 1] as Track;
    const place = placeOf(application, atUs);
    const [lon, lat] = toDegrees(1.75, -1.75) as [number, number];
    const stamp = (afterMs: number) => BigInt(Math.round(atUs + afterMs * 1000));
    return {
      warningId: id,
      application,
      severity,
      phase: WarningPhase.RAISED,
      zone: this.zone,
      hostStationId: BUS_STATION,
      host,
      ...(place ? { place } : { counterpart }),
      timeToCollisionMs: 1800,
      conflictLatitudeE7: place?.latitudeE7 ?? Math.round(lat * 1e7),
      conflictLongitudeE7: place?.longitudeE7 ?? Math.round(lon * 1e7),
      raisedAtUs: BigInt(atUs),
      updatedAtUs: BigInt(atUs),
      validUntilUs: BigInt(atUs + 600_000_000),
      origin: WarningOrigin.EDGE,
      node: "edge-1",
      ...(withEvidence
        ? {
            evidence: {
              hostInputs: host.sources ?? [],
              hostRejected: [{ source: SourceKind.SENSOR_REPORT, stationId: ascii("RSU00001"), use: InputUse.REFUSED, reason: "too_old", count: 12, ageMs: 40 }],
              hostPath: { ...line(host, 1.75, 40), probability: 0.92 },
              ...(place
                ? {}
                : {
                    counterpartInputs: counterpart.sources ?? [],
                    counterpartPath: { ...line(counterpart, 40, -1.75), probability: 0.85 },
                    conflictArea: {
                      latitudeE7: Math.round(lat * 1e7),
                      longitudeE7: Math.round(lon * 1e7),
                      hostLaneId: "x0",
                      counterpartLaneId: "x1",
                      host: { entryMs: 1600, exitMs: 2300, sigmaMs: 120 },
                      counterpart: { entryMs: 1500, exitMs: 2900, sigmaMs: 90 },
                    },
                  }),
              measure: MEASURES[application] ?? { name: "time_to_collision", value: 1.8, threshold: 2.7, unit: "s" },
              rule: "icw/1",
              parameters: { time_to_collision_max_s: 2.7, arrival_gap_max_s: 1.2, speed_min_mps: 1.4 },
              zoneVersion: "0011223344556677",
              // The cloud's way was not passed: those stamps stay 0.
              stamps: { generatedAtUs: stamp(-31), edgeReceivedAtUs: stamp(-1.4), observedAtUs: stamp(-1.1), edgeDecidedAtUs: stamp(0), downlinkAtUs: stamp(0.35) },
            },
          }
        : {}),
    };
  }
}

/** What the map compares; an application without an entry compares times to collision. */
const MEASURES: Partial<Record<WarningApplication, { name: string; value: number; threshold: number; unit: string }>> = {
  [WarningApplication.RLVW]: { name: "deceleration_to_stop", value: 3.1, threshold: 2, unit: "m/s2" },
  [WarningApplication.SLW]: { name: "speed", value: 15, threshold: 12.5, unit: "m/s" },
  [WarningApplication.TJW]: { name: "headway", value: 5.2, threshold: 15, unit: "s" },
  [WarningApplication.EBW]: { name: "deceleration_ahead", value: 5.4, threshold: 4, unit: "m/s2" },
};

/** Where the lane of the bus ends at the junction. */
function placeOf(application: WarningApplication, atUs: number) {
  const [lon, lat] = toDegrees(1.75, -18) as [number, number];
  const at = { latitudeE7: Math.round(lat * 1e7), longitudeE7: Math.round(lon * 1e7), laneId: "in2_0" };
  switch (application) {
    case WarningApplication.RLVW:
      return { ...at, kind: PlaceKind.STOP_LINE, id: "stop line in2_0", light: SignalLight.RED, lightUntilUs: BigInt(atUs + 9_000_000) };
    case WarningApplication.SLW:
      return { ...at, kind: PlaceKind.SPEED_LIMIT, id: "speed limit in2_0", speedLimitCmps: 1111 };
    case WarningApplication.TJW:
      return { ...at, kind: PlaceKind.QUEUE, id: "queue in2_0", vehicles: 9 };
    case WarningApplication.HLW:
      return { ...at, kind: PlaceKind.HAZARD, id: "hazard 405", code: 405, text: "ice" };
    default:
      return null;
  }
}

/** A straight path of five seconds from where a road user is to a place in metres. */
function line(from: Track, east: number, north: number) {
  const [lon, lat] = toDegrees(east, north) as [number, number];
  const steps = Array.from({ length: 11 }, (_, i) => i / 10);
  const mix = (a: number, b: number, share: number) => Math.round(a + (b - a) * share);
  return {
    latitudeE7: steps.map((share) => mix(from.latitudeE7 ?? 0, lat * 1e7, share)),
    longitudeE7: steps.map((share) => mix(from.longitudeE7 ?? 0, lon * 1e7, share)),
    timeMs: steps.map((share) => Math.round(share * 5000)),
    laneIds: ["in0_0"],
  };
}
