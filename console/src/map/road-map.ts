import type { Feature, FeatureCollection, LineString, Point, Polygon, Position } from "geojson";
import { Plane } from "./plane";

/** The zone's map as the cloud serves it, sorted into what the console draws. Built once; never touched by live traffic. */
export interface RoadMap {
  /** West, south, east, north. */
  bounds: [number, number, number, number];
  plane: Plane;
  lanes: FeatureCollection<LineString>;
  junctions: FeatureCollection<Polygon>;
  stopLines: FeatureCollection<LineString>;
  arrows: FeatureCollection<Point>;
  places: FeatureCollection<Point>;
  rsus: FeatureCollection<Point>;
  rsuRanges: FeatureCollection<Polygon>;
}

interface Head {
  controller: string;
  link: number;
  turn?: string;
}

/** Properties as ZoneGeoJson writes them; which ones a feature has depends on its kind. */
interface ServedProperties {
  kind?: string;
  width_m?: number;
  junction?: string;
  turn?: string;
  /** Of a crosswalk or a path through a junction. */
  signal?: Head;
  /** Of a stop line. */
  signals?: Head[];
  range_m?: number;
  title_zh?: string;
  title_en?: string;
}

/** Lanes that start at one point of a junction's edge: the ways on from one lane. */
interface Approach {
  end: Position;
  next: Position;
  turns: Set<string>;
}

const LANE_KINDS = ["vehicle", "bicycle", "sidewalk", "crosswalk"];
/** From the left edge of a lane to the right one. */
const TURN_ORDER = ["u_turn", "left", "straight", "right"];
const TURN_LETTER: Record<string, string> = { u_turn: "u", left: "l", straight: "s", right: "r" };

export const signalKey = (controller: string, link: number) => `${controller}#${link}`;

export function readRoadMap(served: FeatureCollection): RoadMap {
  const bounds = boundsOf(served);
  const map: RoadMap = {
    bounds,
    plane: new Plane((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2),
    lanes: collection(),
    junctions: collection(),
    stopLines: collection(),
    arrows: collection(),
    places: collection(),
    rsus: collection(),
    rsuRanges: collection(),
  };
  const approaches = new Map<string, Approach>();
  for (const feature of served.features) {
    sortFeature(feature, map, approaches);
  }
  for (const approach of approaches.values()) {
    addArrow(approach, map);
  }
  return map;
}

function sortFeature(feature: Feature, map: RoadMap, approaches: Map<string, Approach>): void {
  const properties = (feature.properties ?? {}) as ServedProperties;
  const id = String(feature.id ?? "");
  const kind = properties.kind ?? "";
  const geometry = feature.geometry;
  if (geometry.type === "LineString" && kind === "stop_line") {
    addStopLine(geometry, properties.signals ?? [], map);
  } else if (geometry.type === "LineString" && LANE_KINDS.includes(kind)) {
    addLane(geometry, properties, id, map, approaches);
  } else if (geometry.type === "Polygon" && kind === "junction") {
    map.junctions.features.push({ type: "Feature", geometry, properties: { id } });
  } else if (geometry.type === "Point") {
    addPoint(geometry, properties, id, map);
  }
}

function addPoint(geometry: Point, properties: ServedProperties, id: string, map: RoadMap): void {
  if (properties.kind === "roadside_unit") {
    map.rsus.features.push({ type: "Feature", geometry, properties: { id } });
    const range = circle(map.plane, geometry.coordinates, properties.range_m ?? 0);
    map.rsuRanges.features.push({ type: "Feature", geometry: range, properties: { id } });
    return;
  }
  map.places.features.push({
    type: "Feature",
    geometry,
    properties: {
      id,
      stop: properties.kind === "bus_stop" ? 1 : 0,
      zh: properties.title_zh ?? properties.title_en ?? id,
      en: properties.title_en ?? properties.title_zh ?? id,
    },
  });
}

function addLane(line: LineString, properties: ServedProperties, id: string, map: RoadMap, approaches: Map<string, Approach>): void {
  const kind = properties.kind ?? "";
  const inside = properties.junction !== undefined;
  const widthM = properties.width_m ?? 3.5;
  map.lanes.features.push({ type: "Feature", geometry: line, properties: { id, kind, width: widthM, inside: inside ? 1 : 0 } });
  if (kind === "crosswalk" && properties.signal) {
    addCrosswalkHeads(line, widthM, signalKey(properties.signal.controller, properties.signal.link), map);
  }
  const [end, next] = line.coordinates;
  if (kind === "vehicle" && inside && end && next) {
    const key = end.join(",");
    const approach = approaches.get(key) ?? { end, next, turns: new Set() };
    approach.turns.add(properties.turn ?? "straight");
    approaches.set(key, approach);
  }
}

/** The bar across a lane's end, served from left to right, shared by the heads of the lane's turns. */
function addStopLine(line: LineString, heads: Head[], map: RoadMap): void {
  const [left, right] = line.coordinates;
  if (!left || !right) {
    return;
  }
  const at = (share: number): Position => [0, 1].map((axis) => (left[axis] ?? 0) + ((right[axis] ?? 0) - (left[axis] ?? 0)) * share);
  const ordered = [...heads].sort((a, b) => TURN_ORDER.indexOf(a.turn ?? "") - TURN_ORDER.indexOf(b.turn ?? ""));
  ordered.forEach((head, i) => {
    map.stopLines.features.push(bar(at(0.04 + (0.92 * i) / heads.length), at(0.04 + (0.92 * (i + 1)) / heads.length), signalKey(head.controller, head.link), 1));
  });
}

function addCrosswalkHeads(line: LineString, widthM: number, key: string, map: RoadMap): void {
  const ends: [Position | undefined, Position | undefined][] = [
    [line.coordinates[0], line.coordinates[1]],
    [line.coordinates.at(-1), line.coordinates.at(-2)],
  ];
  for (const [end, next] of ends) {
    if (!end || !next) {
      continue;
    }
    const plane = map.plane;
    const { east, north, dirEast, dirNorth } = startOf({ end, next }, plane);
    const half = widthM / 2;
    const at = (across: number): Position => [plane.lonDeg(east + dirNorth * across), plane.latDeg(north - dirEast * across)];
    map.stopLines.features.push(bar(at(-half), at(half), key, 0));
  }
}

function addArrow(approach: Approach, map: RoadMap): void {
  const plane = map.plane;
  const { east, north, dirEast, dirNorth } = startOf(approach, plane);
  const letters = TURN_ORDER.filter((turn) => approach.turns.has(turn)).map((turn) => TURN_LETTER[turn] ?? "s");
  const backM = 9;
  map.arrows.features.push({
    type: "Feature",
    geometry: { type: "Point", coordinates: [plane.lonDeg(east - dirEast * backM), plane.latDeg(north - dirNorth * backM)] },
    properties: {
      icon: `arrow-${letters.join("") || "s"}`,
      bearing: (Math.atan2(dirEast, dirNorth) * 180) / Math.PI,
    },
  });
}

function startOf(line: { end: Position; next: Position }, plane: Plane) {
  const east = plane.eastM(line.end[0] ?? 0);
  const north = plane.northM(line.end[1] ?? 0);
  const towardsEast = plane.eastM(line.next[0] ?? 0) - east;
  const towardsNorth = plane.northM(line.next[1] ?? 0) - north;
  const length = Math.hypot(towardsEast, towardsNorth) || 1;
  return { east, north, dirEast: towardsEast / length, dirNorth: towardsNorth / length };
}

function bar(a: Position, b: Position, key: string, vehicle: number): Feature<LineString> {
  return { type: "Feature", geometry: { type: "LineString", coordinates: [a, b] }, properties: { key, vehicle } };
}

function circle(plane: Plane, centre: Position, radiusM: number): Polygon {
  const east = plane.eastM(centre[0] ?? 0);
  const north = plane.northM(centre[1] ?? 0);
  const ring: Position[] = [];
  for (let i = 0; i <= 72; i++) {
    const angle = (i / 72) * 2 * Math.PI;
    ring.push([plane.lonDeg(east + radiusM * Math.sin(angle)), plane.latDeg(north + radiusM * Math.cos(angle))]);
  }
  return { type: "Polygon", coordinates: [ring] };
}

function boundsOf(served: FeatureCollection): [number, number, number, number] {
  const bounds: [number, number, number, number] = [180, 90, -180, -90];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) {
      return;
    }
    if (typeof value[0] === "number" && typeof value[1] === "number") {
      bounds[0] = Math.min(bounds[0], value[0]);
      bounds[1] = Math.min(bounds[1], value[1]);
      bounds[2] = Math.max(bounds[2], value[0]);
      bounds[3] = Math.max(bounds[3], value[1]);
      return;
    }
    value.forEach(visit);
  };
  for (const feature of served.features) {
    if (feature.geometry && "coordinates" in feature.geometry) {
      visit(feature.geometry.coordinates);
    }
  }
  if (bounds[0] > bounds[2]) {
    throw new Error("map without geometry: features=" + served.features.length);
  }
  return bounds;
}

function collection<G extends Feature["geometry"]>(): FeatureCollection<NonNullable<G>> {
  return { type: "FeatureCollection", features: [] };
}
