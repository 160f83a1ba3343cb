import type { TrackState } from "@wire/map_pb";
import type { Plane } from "../map/plane";

/** Place and heading in the map's plane: metres east and north of the zone's origin, radians clockwise from north. */
export interface Pose {
  eastM: number;
  northM: number;
  headingRad: number;
}

/** A road user that is further from its shown place than this did not drive there: it jumps. */
const JUMP_M = 30;

/** One tracked road user: the newest state told by the feed, and the way from the place last shown to it. */
export class RoadUser {
  readonly id: bigint;
  state: TrackState;
  /** Feed time of the newest state, microseconds since 1970 UTC. */
  stateAtUs: number;
  private readonly from: Pose;
  private readonly to: Pose;
  private arrivedMs: number;
  private overMs = 100;

  constructor(state: TrackState, stateAtUs: number, plane: Plane, nowMs: number) {
    this.id = state.trackId;
    this.state = state;
    this.stateAtUs = stateAtUs;
    this.to = poseOf(state, plane);
    this.from = { ...this.to };
    this.arrivedMs = nowMs;
  }

  /** @param overMs time until the next state is expected: the way to this one is shown over it */
  update(state: TrackState, stateAtUs: number, plane: Plane, nowMs: number, overMs: number): void {
    this.poseAt(nowMs, this.from);
    const next = poseOf(state, plane);
    Object.assign(this.to, next);
    if (Math.hypot(next.eastM - this.from.eastM, next.northM - this.from.northM) > JUMP_M) {
      Object.assign(this.from, next);
    }
    this.state = state;
    this.stateAtUs = stateAtUs;
    this.arrivedMs = nowMs;
    this.overMs = overMs;
  }

  poseAt(nowMs: number, into: Pose): Pose {
    const share = Math.min(1, Math.max(0, (nowMs - this.arrivedMs) / this.overMs));
    into.eastM = this.from.eastM + (this.to.eastM - this.from.eastM) * share;
    into.northM = this.from.northM + (this.to.northM - this.from.northM) * share;
    into.headingRad = this.from.headingRad + turn(this.from.headingRad, this.to.headingRad) * share;
    return into;
  }

  /** Since the newest measurement, ms, at a feed time. */
  ageMs(feedTimeUs: number): number {
    return this.state.ageMs + Math.max(0, feedTimeUs - this.stateAtUs) / 1000;
  }
}

/** Shortest turn between two headings, radians in (-pi, pi]. */
export function turn(fromRad: number, toRad: number): number {
  const difference = (toRad - fromRad) % (2 * Math.PI);
  if (difference > Math.PI) {
    return difference - 2 * Math.PI;
  }
  return difference <= -Math.PI ? difference + 2 * Math.PI : difference;
}

/** One heading unit of the wire is 0.0125 degree. */
export const headingRad = (units: number) => (units * 0.0125 * Math.PI) / 180;

function poseOf(state: TrackState, plane: Plane): Pose {
  return {
    eastM: plane.eastM(state.longitudeE7 / 1e7),
    northM: plane.northM(state.latitudeE7 / 1e7),
    headingRad: headingRad(state.headingUnits),
  };
}
