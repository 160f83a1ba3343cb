import type { Feature, FeatureCollection, LineString, Point, Polygon, Position } from "geojson";
import { Plane } from "./plane";

/** The zone's map as the cloud serves it, sorted into what the console draws. Built once; never touched by live traffic. */
export interface RoadMap {
  titleZh: string;
  titleEn: string;
  version: string;
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

interface ServedProperties {
  kind?: string;
  id?: string;
  lane_kind?: string;
  width_m?: number;
  junction?: string | null;
  from?: string;
  turn?: string;
  signal?: { controller: string; link: number } | null;
  signal_id?: string | null;
  signal_link?: number | null;
  range_m?: number;
  title_zh?: string;
  title_en?: string;
}

export interface ServedMap extends FeatureCollection {
  properties?: { title_zh?: string; title_en?: string; version?: string };
  title_zh?: string;
  title_en?: string;
  version?: string;
}

interface Approach {
  end: Position;
  before: Position;
  widthM: number;
  turns: Set<string>;
  links: { key: string; turn: string; widthM: number }[];
  vehicle: boolean;
}

const LANE_KINDS = ["vehicle", "bicycle", "sidewalk", "crosswalk"];
const TURN_ORDER = ["u_turn", "left", "straight", "right"];
const TURN_LETTER: Record<string, string> = { u_turn: "u", left: "l", straight: "s", right: "r" };

export const signalKey = (controller: string, link: number) => `${controller}#${link}`;

export function readRoadMap(served: ServedMap): RoadMap {
  const bounds = boundsOf(served);
  const plane = new Plane((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2);
  const header = served.properties ?? {};
  const map: RoadMap = {
    titleZh: header.title_zh ?? served.title_zh ?? "",
    titleEn: header.title_en ?? served.title_en ?? "",
    version: header.version ?? served.version ?? "",
    bounds,
    plane,
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
    sortFeature(feature as Feature<NonNullable<Feature["geometry"]>, ServedProperties | null>, map, approaches);
  }
  for (const approach of approaches.values()) {
    addStopLines(approach, map);
    addArrow(approach, map);
  }
  return map;
}

function sortFeature(feature: Feature<Feature["geometry"], ServedProperties | null>, map: RoadMap, approaches: Map<string, Approach>): void {
  const properties = feature.properties ?? {};
  const id = String(properties.id ?? feature.id ?? "");
  const geometry = feature.geometry;
  const laneKind = (properties.lane_kind ?? properties.kind ?? "").toLowerCase();
  if (geometry?.type === "LineString" && LANE_KINDS.includes(laneKind)) {
    const inside = properties.junction !== undefined && properties.junction !== null && properties.junction !== "";
    const widthM = properties.width_m ?? 3.5;
    map.lanes.features.push({
      type: "Feature",
      geometry,
      properties: { id, kind: laneKind, width: widthM, inside: inside ? 1 : 0 },
    });
    noteApproach(geometry, properties, laneKind, widthM, inside, map, approaches);
  } else if (geometry?.type === "Polygon" && (properties.kind === "junction" || properties.kind === undefined)) {
    map.junctions.features.push({ type: "Feature", geometry, properties: { id } });
  } else if (geometry?.type === "Point") {
    sortPoint(geometry, properties, id, map);
  }
}

function sortPoint(geometry: Point, properties: ServedProperties, id: string, map: RoadMap): void {
  if (properties.kind === "rsu" || properties.kind === "roadside_unit") {
    map.rsus.features.push({ type: "Feature", geometry, properties: { id } });
    const rangeM = properties.range_m ?? 0;
    if (rangeM > 0) {
      map.rsuRanges.features.push({ type: "Feature", geometry: circle(map.plane, geometry.coordinates, rangeM), properties: { id } });
    }
    return;
  }
  map.places.features.push({
    type: "Feature",
    geometry,
    properties: {
      id,
      stop: properties.kind === "bus_stop" || properties.kind === "stop" ? 1 : 0,
      zh: properties.title_zh ?? properties.title_en ?? id,
      en: properties.title_en ?? properties.title_zh ?? id,
    },
  });
}

/** A path through a junction tells the turns, and the signal heads, of the lane it starts from. */
function noteApproach(
  line: LineString,
  properties: ServedProperties,
  laneKind: string,
  widthM: number,
  inside: boolean,
  map: RoadMap,
  approaches: Map<string, Approach>,
): void {
  const controller = properties.signal?.controller ?? properties.signal_id ?? null;
  const link = properties.signal?.link ?? properties.signal_link ?? 0;
  const [first, second] = line.coordinates;
  if (!inside || !first || !second || laneKind === "sidewalk") {
    return;
  }
  if (laneKind === "crosswalk") {
    if (controller !== null) {
      addCrosswalkHeads(line, widthM, signalKey(controller, link), map);
    }
    return;
  }
  const key = properties.from ?? `${first[0]},${first[1]}`;
  const approach = approaches.get(key) ?? { end: first, before: second, widthM, turns: new Set(), links: [], vehicle: laneKind === "vehicle" };
  const turn = (properties.turn ?? "straight").toLowerCase();
  approach.turns.add(turn);
  approach.widthM = Math.max(approach.widthM, widthM);
  if (controller !== null) {
    approach.links.push({ key: signalKey(controller, link), turn, widthM });
  }
  approaches.set(key, approach);
}

/** One bar across the lane's end, shared from left to right by the heads of its turns. */
function addStopLines(approach: Approach, map: RoadMap): void {
  const plane = map.plane;
  const { east, north, dirEast, dirNorth } = startOf(approach, plane);
  const links = [...approach.links].sort((a, b) => TURN_ORDER.indexOf(a.turn) - TURN_ORDER.indexOf(b.turn));
  const half = approach.widthM / 2 - 0.15;
  links.forEach((link, i) => {
    const left = -half + (2 * half * i) / links.length;
    const right = -half + (2 * half * (i + 1)) / links.length;
    // Right of the direction of travel is (dirNorth, -dirEast).
    const at = (across: number): Position => [
      plane.lonDeg(east + dirNorth * across - dirEast * 0.6),
      plane.latDeg(north - dirEast * across - dirNorth * 0.6),
    ];
    map.stopLines.features.push(bar(at(left), at(right), link.key, approach.vehicle ? 1 : 0));
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
    const { east, north, dirEast, dirNorth } = startOf({ end, before: next }, plane);
    const half = widthM / 2;
    const at = (across: number): Position => [plane.lonDeg(east + dirNorth * across), plane.latDeg(north - dirEast * across)];
    map.stopLines.features.push(bar(at(-half), at(half), key, 0));
  }
}

function addArrow(approach: Approach, map: RoadMap): void {
  if (!approach.vehicle) {
    return;
  }
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

function startOf(line: { end: Position; before: Position }, plane: Plane) {
  const east = plane.eastM(line.end[0] ?? 0);
  const north = plane.northM(line.end[1] ?? 0);
  const towardsEast = plane.eastM(line.before[0] ?? 0) - east;
  const towardsNorth = plane.northM(line.before[1] ?? 0) - north;
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

function boundsOf(served: ServedMap): [number, number, number, number] {
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
