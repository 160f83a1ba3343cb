import type { TrackState } from "@wire/map_pb";
import type { PredictedPath, WarnedPlace, Warning } from "@wire/warning_pb";
import { CLASS_COLOUR, rgb, SEVERITY_COLOUR } from "../palette";
import type { Pose, RoadUser } from "../state/road-user";
import { headingRad } from "../state/road-user";
import type { Selection } from "../state/selection";
import { isUrgent } from "../state/severity-filter";
import type { WarningEntry } from "../state/warning-entry";
import { FADING_OBJECT_MS, REMOVED_OBJECT_MS, STALE_OBJECT_MS, type ZoneState } from "../state/zone-state";
import type { Plane } from "./plane";
import {
  CONFLICT_POINT,
  PATH_DOT,
  PLACE,
  RING_COUNTERPART,
  RING_HOST,
  RING_NONE,
  RING_SELECTED,
  type Scene,
  type TrafficLayer,
} from "./traffic-layer";

/** A text beside something that moves. */
export interface MovingLabel {
  eastM: number;
  northM: number;
  /** "party", "contact" and "place" belong to the selected warning: where a party was when it was raised, where they would touch, what else it is about. */
  kind: "stale" | "selected" | "warning" | "party" | "contact" | "place";
  place?: WarnedPlace;
  entry?: WarningEntry;
  party?: TrackState;
  user?: RoadUser;
  ageMs?: number;
}

const SAME_DANGER_M = 4;
const LABELS_MAX = 60;
const PULSE_MS = 1400;

interface Ring {
  ring: number;
  severity: number;
}

/** Decides what the traffic layer draws: road users at their place of this moment, the active warnings, the selected one's paths. */
export class TrafficScene implements Scene {
  private readonly pose: Pose = { eastM: 0, northM: 0, headingRad: 0 };

  constructor(
    private readonly state: ZoneState,
    private readonly plane: Plane,
    private readonly selection: () => Selection,
    private readonly shows: (entry: WarningEntry) => boolean,
    private readonly reducedMotion: () => boolean,
  ) {}

  fill(layer: TrafficLayer, nowMs: number): void {
    const feedUs = this.state.feedTimeUs(nowMs);
    const selection = this.selection();
    const rings = new Map<bigint, Ring>();
    const active = this.active(feedUs);
    for (const entry of active) {
      this.warningLines(layer, entry, rings, nowMs, selection?.kind === "warning" && selection.id === entry.id);
    }
    const selected = selection?.kind === "warning" ? this.state.warnings.get(selection.id) : undefined;
    if (selected) {
      this.predictedPaths(layer, selected.withEvidence, selected.ofCollision());
    }
    this.roadUsers(layer, nowMs, feedUs, rings, selection);
    for (const entry of active) {
      this.conflictPoint(layer, entry.warning, 1);
    }
    if (selected && !active.includes(selected)) {
      this.conflictPoint(layer, selected.withEvidence, 0.8);
    }
  }

  pulse(nowMs: number): number {
    return this.reducedMotion() ? -1 : (nowMs % PULSE_MS) / PULSE_MS;
  }

  conflictNear(east: number, north: number, reachM: number, nowMs: number): string | null {
    for (const entry of this.active(this.state.feedTimeUs(nowMs))) {
      const at = this.conflictOf(entry.warning);
      if (at && Math.hypot(at[0] - east, at[1] - north) < reachM) {
        return entry.id;
      }
    }
    return null;
  }

  labels(nowMs: number, zoom: number): MovingLabel[] {
    const feedUs = this.state.feedTimeUs(nowMs);
    const selection = this.selection();
    const labels: MovingLabel[] = [];
    if (zoom >= 13.5) {
      for (const entry of this.active(feedUs)) {
        const at = this.conflictOf(entry.warning);
        // Two who warn of each other are one danger to the eye.
        if (at && !labels.some((label) => label.entry?.warning.application === entry.warning.application && Math.hypot(label.eastM - at[0], label.northM - at[1]) < SAME_DANGER_M)) {
          labels.push({ eastM: at[0], northM: at[1], kind: "warning", entry });
        }
      }
    }
    const selected = selection?.kind === "warning" ? this.state.warnings.get(selection.id) : undefined;
    if (selected?.evidence() && zoom >= 16) {
      this.explain(selected, labels, feedUs);
    }
    const chosen = this.chosen(selection);
    if (chosen) {
      labels.push(this.labelOf(chosen, "selected", nowMs, feedUs));
    }
    if (zoom >= 15.5) {
      for (const user of this.state.roadUsers.values()) {
        if (labels.length >= LABELS_MAX) {
          break;
        }
        if (user !== chosen && user.ageMs(feedUs) > STALE_OBJECT_MS * 2) {
          labels.push(this.labelOf(user, "stale", nowMs, feedUs));
        }
      }
    }
    return labels;
  }

  private explain(selected: WarningEntry, labels: MovingLabel[], feedUs: number): void {
    const { host, counterpart } = selected.withEvidence;
    for (const party of [host, counterpart]) {
      if (party) {
        labels.push({ eastM: this.plane.eastM(party.longitudeE7 / 1e7), northM: this.plane.northM(party.latitudeE7 / 1e7), kind: "party", party });
      }
    }
    const at = this.conflictOf(selected.withEvidence);
    const place = selected.withEvidence.place;
    if (at && place) {
      labels.push({ eastM: at[0], northM: at[1], kind: "place", place });
    } else if (at && selected.ofCollision() && !selected.isActive(feedUs)) {
      labels.push({ eastM: at[0], northM: at[1], kind: "contact" });
    }
  }

  private chosen(selection: Selection): RoadUser | undefined {
    return selection?.kind === "road-user" ? this.state.roadUsers.get(selection.id) : undefined;
  }

  private labelOf(user: RoadUser, kind: "selected" | "stale", nowMs: number, feedUs: number): MovingLabel {
    user.poseAt(nowMs, this.pose);
    return { eastM: this.pose.eastM, northM: this.pose.northM, kind, user, ageMs: user.ageMs(feedUs) };
  }

  /** Those that the operator wants to see, and the selected one. */
  private active(feedUs: number): WarningEntry[] {
    const found: WarningEntry[] = [];
    const selection = this.selection();
    for (const entry of this.state.warnings.values()) {
      const wanted = this.shows(entry) || (selection?.kind === "warning" && selection.id === entry.id);
      if (wanted && entry.duplicateOf === null && entry.isActive(feedUs)) {
        found.push(entry);
      }
    }
    return found;
  }

  private roadUsers(layer: TrafficLayer, nowMs: number, feedUs: number, rings: Map<bigint, Ring>, selection: Selection): void {
    const chosen = this.chosen(selection);
    for (const user of this.state.roadUsers.values()) {
      const ageMs = user.ageMs(feedUs);
      const hollow = ageMs > STALE_OBJECT_MS;
      const fade = ageMs > FADING_OBJECT_MS ? Math.max(0.25, 1 - (ageMs - FADING_OBJECT_MS) / (REMOVED_OBJECT_MS - FADING_OBJECT_MS)) : 1;
      const ring = rings.size > 0 ? rings.get(user.id) : undefined;
      user.poseAt(nowMs, this.pose);
      layer.shape(
        this.pose.eastM,
        this.pose.northM,
        this.pose.headingRad,
        user.state.roadUserClass in CLASS_COLOUR ? user.state.roadUserClass : 0,
        user.state.lengthCm / 100,
        user.state.widthCm / 100,
        fade,
        hollow,
        user === chosen ? RING_SELECTED : (ring?.ring ?? RING_NONE),
        ring?.severity ?? 0,
      );
    }
  }

  private warningLines(layer: TrafficLayer, entry: WarningEntry, rings: Map<bigint, Ring>, nowMs: number, selected: boolean): void {
    const warning = entry.warning;
    const conflict = this.conflictOf(warning);
    const colour = rgb(SEVERITY_COLOUR[warning.severity] ?? SEVERITY_COLOUR[0]);
    const urgent = isUrgent(warning.severity);
    const parties = [
      [entry.hostTrackId, RING_HOST],
      [entry.counterpartTrackId, RING_COUNTERPART],
    ] as const;
    for (const [party, ring] of parties) {
      const user = party === null ? undefined : this.state.roadUsers.get(party);
      if (!user) {
        continue;
      }
      const known = rings.get(user.id);
      if (!known || known.severity <= warning.severity) {
        rings.set(user.id, { ring: known?.ring === RING_HOST ? RING_HOST : ring, severity: warning.severity });
      }
      if (conflict) {
        user.poseAt(nowMs, this.pose);
        layer.line(this.pose.eastM, this.pose.northM, conflict[0], conflict[1], colour, selected ? 0.95 : urgent ? 0.75 : 0.5, selected ? 2.2 : urgent ? 1.6 : 1.1, ring === RING_HOST ? 0 : 6, 0);
      }
    }
  }

  private predictedPaths(layer: TrafficLayer, warning: Warning, collision: boolean): void {
    const sides = [
      [warning.evidence?.hostPath, warning.host, 0],
      [warning.evidence?.counterpartPath, warning.counterpart, 7],
    ] as const;
    for (const [path, party, dashPx] of sides) {
      if (!path || !party) {
        continue;
      }
      const kind = party.roadUserClass in CLASS_COLOUR ? party.roadUserClass : 0;
      const colour = rgb(CLASS_COLOUR[kind]);
      // Where it was when the warning was raised, and where it would touch.
      this.ghost(layer, this.plane.eastM(party.longitudeE7 / 1e7), this.plane.northM(party.latitudeE7 / 1e7), headingRad(party.headingUnits), party, 0.55);
      this.pathLine(layer, path, colour, dashPx, kind);
      const touch = collision ? poseOnPath(path, warning.timeToCollisionMs, this.plane) : null;
      if (touch) {
        this.ghost(layer, touch.eastM, touch.northM, touch.headingRad, party, 0.9);
      }
    }
  }

  private pathLine(layer: TrafficLayer, path: PredictedPath, colour: [number, number, number], dashPx: number, kind: number): void {
    let alongM = 0;
    let beforeEast = Number.NaN;
    let beforeNorth = Number.NaN;
    path.latitudeE7.forEach((lat, i) => {
      const east = this.plane.eastM((path.longitudeE7[i] ?? 0) / 1e7);
      const north = this.plane.northM(lat / 1e7);
      if (!Number.isNaN(beforeEast)) {
        layer.line(beforeEast, beforeNorth, east, north, colour, 0.9, 3, dashPx, alongM);
        alongM += Math.hypot(east - beforeEast, north - beforeNorth);
      }
      if ((path.timeMs[i] ?? 1) % 1000 === 0) {
        layer.shape(east, north, 0, PATH_DOT, 0, 0, 1, false, RING_NONE, kind);
      }
      beforeEast = east;
      beforeNorth = north;
    });
  }

  private ghost(layer: TrafficLayer, east: number, north: number, heading: number, party: NonNullable<Warning["host"]>, opacity: number): void {
    const kind = party.roadUserClass in CLASS_COLOUR ? party.roadUserClass : 0;
    layer.shape(east, north, heading, kind, party.lengthCm / 100, party.widthCm / 100, opacity, true, RING_NONE, 0);
  }

  private conflictPoint(layer: TrafficLayer, warning: Warning, opacity: number): void {
    const at = this.conflictOf(warning);
    if (at) {
      layer.shape(at[0], at[1], 0, warning.place ? PLACE : CONFLICT_POINT, 0, 0, opacity, false, RING_NONE, warning.severity);
    }
  }

  private conflictOf(warning: Warning): [number, number] | null {
    if (warning.conflictLatitudeE7 === 0 && warning.conflictLongitudeE7 === 0) {
      return null;
    }
    return [this.plane.eastM(warning.conflictLongitudeE7 / 1e7), this.plane.northM(warning.conflictLatitudeE7 / 1e7)];
  }
}

/** Place and direction on a predicted path at a time; null beyond its ends. */
export function poseOnPath(path: PredictedPath, timeMs: number, plane: Plane): Pose | null {
  for (let i = 1; i < path.timeMs.length; i++) {
    const before = path.timeMs[i - 1] ?? 0;
    const after = path.timeMs[i] ?? 0;
    if (before <= timeMs && timeMs <= after && after > before) {
      const share = (timeMs - before) / (after - before);
      const fromEast = plane.eastM((path.longitudeE7[i - 1] ?? 0) / 1e7);
      const fromNorth = plane.northM((path.latitudeE7[i - 1] ?? 0) / 1e7);
      const east = plane.eastM((path.longitudeE7[i] ?? 0) / 1e7);
      const north = plane.northM((path.latitudeE7[i] ?? 0) / 1e7);
      return {
        eastM: fromEast + (east - fromEast) * share,
        northM: fromNorth + (north - fromNorth) * share,
        headingRad: Math.atan2(east - fromEast, north - fromNorth),
      };
    }
  }
  return null;
}
