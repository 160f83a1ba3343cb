import type { Feature, FeatureCollection, Position } from "geojson";

/** A made-up signalised crossing, in the form the cloud serves maps: enough of everything the console draws. */
export const ORIGIN = { lon: 113.8, lat: 34.8 };
const METRES_PER_DEGREE = 111_320;
const ARM_M = 220;
const INNER_M = 18;

export function toDegrees(east: number, north: number): Position {
  return [ORIGIN.lon + east / (METRES_PER_DEGREE * Math.cos((ORIGIN.lat * Math.PI) / 180)), ORIGIN.lat + north / METRES_PER_DEGREE];
}

/** An arm's own frame: "along" points away from the crossing, "right" is to the right of a driver who leaves it. */
function onArm(arm: number, along: number, right: number): Position {
  const angle = (arm * Math.PI) / 2;
  return toDegrees(Math.sin(angle) * along + Math.cos(angle) * right, Math.cos(angle) * along - Math.sin(angle) * right);
}

function line(id: string, coordinates: Position[], properties: Record<string, unknown>): Feature {
  return { type: "Feature", id, geometry: { type: "LineString", coordinates }, properties };
}

function point(id: string, east: number, north: number, properties: Record<string, unknown>): Feature {
  return { type: "Feature", id, geometry: { type: "Point", coordinates: toDegrees(east, north) }, properties };
}

export function smallZone(): FeatureCollection {
  const features: Feature[] = [];
  const corner: Position[] = [];
  for (let arm = 0; arm < 4; arm++) {
    for (const [lane, right] of [1.75, 5.25].entries()) {
      features.push(line(`out${arm}_${lane}`, [onArm(arm, INNER_M, right), onArm(arm, ARM_M, right)], { kind: "vehicle", width_m: 3.5 }));
      features.push(line(`in${arm}_${lane}`, [onArm(arm, ARM_M, -right), onArm(arm, INNER_M, -right)], { kind: "vehicle", width_m: 3.5 }));
      const opposite = (arm + 2) % 4;
      features.push(path(arm, lane, right, onArm(opposite, INNER_M, right), "straight", arm % 2));
      const other = lane === 0 ? { controller: "j1", link: 2 + (arm % 2), turn: "left" } : { controller: "j1", link: arm % 2, turn: "right" };
      const signals = [{ controller: "j1", link: arm % 2, turn: "straight" }, other];
      // From left to right as a driver sees it who comes in.
      features.push(line(`stop in${arm}_${lane}`, [onArm(arm, INNER_M, -right + 1.75), onArm(arm, INNER_M, -right - 1.75)], { kind: "stop_line", lane: `in${arm}_${lane}`, signals }));
    }
    features.push(path(arm, 0, 1.75, onArm((arm + 1) % 4, INNER_M, 1.75), "left", 2 + (arm % 2)));
    features.push(path(arm, 1, 5.25, onArm((arm + 3) % 4, INNER_M, 5.25), "right", arm % 2));
    features.push(line(`bike${arm}`, [onArm(arm, ARM_M, -8.3), onArm(arm, INNER_M, -8.3)], { kind: "bicycle", width_m: 2 }));
    features.push(line(`walk${arm}`, [onArm(arm, INNER_M, 9.6), onArm(arm, ARM_M, 9.6)], { kind: "sidewalk", width_m: 2.4 }));
    const cross = { kind: "crosswalk", width_m: 4, junction: "j1", signal: { controller: "j1", link: 4 + (arm % 2) } };
    features.push(line(`x${arm}`, [onArm(arm, INNER_M - 3.5, -10), onArm(arm, INNER_M - 3.5, 10)], cross));
    corner.push(onArm(arm, INNER_M, -10), onArm(arm, INNER_M, 10));
  }
  const ring = [...corner, corner[0] as Position];
  features.push({ type: "Feature", id: "j1", geometry: { type: "Polygon", coordinates: [ring] }, properties: { kind: "junction" } });
  features.push(point("RSU01", 22, 22, { kind: "roadside_unit", range_m: 150 }));
  features.push(point("campus-north", 14, 120, { kind: "bus_stop", title_zh: "校园北站", title_en: "Campus North" }));
  features.push(point("lake-east", 120, -14, { kind: "bus_stop", title_zh: "环湖东站", title_en: "Lake East" }));
  return { type: "FeatureCollection", features };
}

function path(arm: number, lane: number, right: number, to: Position, turn: string, link: number): Feature {
  const from = onArm(arm, INNER_M, -right);
  const near = onArm(arm, turn === "straight" ? 0 : 6, -right);
  return line(`in${arm}_${lane}>${turn}`, turn === "straight" ? [from, to] : [from, near, to], {
    kind: "vehicle",
    width_m: 3.5,
    junction: "j1",
    turn,
    signal: { controller: "j1", link },
  });
}
