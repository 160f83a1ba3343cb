import { describe, expect, test } from "vitest";
import { backOffMs, linkState } from "../../src/feed/link-state";
import { en } from "../../src/i18n/en";
import { zh } from "../../src/i18n/zh";
import { Plane } from "../../src/map/plane";
import { readRoadMap } from "../../src/map/road-map";
import { duration, millis, stationName, thousands } from "../../src/panels/format";
import { stages } from "../../src/panels/waterfall";
import { turn } from "../../src/state/road-user";
import { readAddress, writeAddress } from "../../src/state/selection";
import { smallZone } from "../browser/small-zone";

describe("plane", () => {
  test("goes to metres and back", () => {
    const plane = new Plane(113.8, 34.8);
    expect(plane.lonDeg(plane.eastM(113.81234))).toBeCloseTo(113.81234, 9);
    expect(plane.latDeg(plane.northM(34.79012))).toBeCloseTo(34.79012, 9);
    expect(plane.northM(34.801)).toBeCloseTo(111.3, 0);
    expect(plane.eastM(113.801)).toBeCloseTo(91.4, 0);
  });
});

describe("link state", () => {
  test.each([
    [0, null, "connecting"],
    [3001, null, "lost"],
    [9000, 0, "live"],
    [9000, 1000, "live"],
    [9000, 1001, "stale"],
    [9000, 3001, "lost"],
  ] as const)("waiting %s ms, last tick %s ms ago: %s", (start, since, state) => {
    expect(linkState(start, since)).toBe(state);
  });

  test("the wait before a new try doubles to five seconds, with jitter", () => {
    expect([0, 1, 4, 5, 30].map((attempt) => backOffMs(attempt, () => 0.5))).toEqual([250, 500, 4000, 5000, 5000]);
    expect(backOffMs(0, () => 0)).toBe(200);
    expect(backOffMs(0, () => 1)).toBe(300);
  });
});

describe("languages", () => {
  test("have the same keys", () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });

  test("fill in the same fields", () => {
    const fields = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect(fields(zh[key]), key).toEqual(fields(en[key]));
    }
  });

  test("are not the same text", () => {
    const same = (Object.keys(en) as (keyof typeof en)[]).filter((key) => en[key] === zh[key]);
    expect(same).toEqual(["warning.ttc"]);
  });
});

describe("address", () => {
  test.each(["#zone=longzi-lake&warning=edge-1-42", "#zone=deqing&object=1f", "#zone=deqing"])("%s is read and written", (hash) => {
    expect(writeAddress(readAddress(hash))).toBe(hash);
  });

  test("what cannot be read is nothing selected", () => {
    expect(readAddress("#object=xyz&&&=").selection).toBeNull();
  });
});

describe("waterfall", () => {
  test("a missing stamp is missing, never zero", () => {
    const rows = stages({ generatedAtUs: 1000, edgeReceivedAtUs: 31_000, edgeDecidedAtUs: 31_900 });
    expect(rows.map((row) => row.tookUs)).toEqual([null, 30_000, null, null, null, null, null, null, null]);
    expect(rows.filter((row) => row.atUs === null).map((row) => row.name)).toContain("observedAtUs");
  });

  test("the way through the cloud starts at the observation, and the downlink follows whoever decided", () => {
    const cloud = stages({ observedAtUs: 100, uplinkAtUs: 300, cloudReceivedAtUs: 350, cloudDecidedAtUs: 400, edgeReturnedAtUs: 500, downlinkAtUs: 520 });
    const took = Object.fromEntries(cloud.map((row) => [row.name, row.tookUs]));
    expect(took).toMatchObject({ uplinkAtUs: 200, cloudReceivedAtUs: 50, cloudDecidedAtUs: 50, edgeReturnedAtUs: 100, downlinkAtUs: 20 });
  });

  test("clocks that disagree show as a negative step", () => {
    expect(stages({ generatedAtUs: 500, edgeReceivedAtUs: 400 })[1]).toMatchObject({ tookUs: -100, startUs: 0 });
  });
});

describe("format", () => {
  test("says times and numbers for the eye", () => {
    expect([duration(43), duration(12_340), duration(125_000)]).toEqual(["43 ms", "12.3 s", "2 min 05 s"]);
    expect([millis(640), millis(48_200), millis(148_200)]).toEqual(["0.64 ms", "48.2 ms", "148 ms"]);
    expect([thousands(999), thousands(1_234_567)]).toEqual(["999", "1\u202f234\u202f567"]);
  });

  test("shows a station id of letters as letters, others in hex", () => {
    expect(stationName(0x5253554c5a303031n)).toBe("RSULZ001");
    expect(stationName(0x2an)).toBe("00002a");
  });

  test("turns the short way round", () => {
    expect(turn(6.2, 0.1)).toBeCloseTo(0.183, 2);
    expect(turn(0.1, 6.2)).toBeCloseTo(-0.183, 2);
  });
});

describe("road map", () => {
  const map = readRoadMap(smallZone());

  test("sorts the served features", () => {
    expect(map.lanes.features.length).toBeGreaterThan(30);
    expect(map.junctions.features).toHaveLength(1);
    expect(map.rsus.features).toHaveLength(1);
    expect(map.places.features.map((place) => place.properties?.["zh"])).toEqual(["校园北站", "环湖东站"]);
  });

  test("gives each turn of a lane its share of the stop line, left turn at the left", () => {
    const bars = map.stopLines.features.filter((bar) => bar.properties?.["vehicle"] === 1);
    expect(bars).toHaveLength(16);
    // Arm 0 comes from the north: its left is in the east.
    expect(bars.slice(0, 2).map((bar) => bar.properties?.["key"])).toEqual(["j1#2", "j1#0"]);
    expect(bars[0]?.geometry.coordinates[0]?.[0]).toBeGreaterThan(bars[1]?.geometry.coordinates[0]?.[0] ?? 999);
  });

  test("draws one arrow a lane with all its turns", () => {
    expect(map.arrows.features.map((arrow) => arrow.properties?.["icon"]).sort()).toEqual([...Array(4).fill("arrow-ls"), ...Array(4).fill("arrow-sr")]);
  });

  test("refuses a map without geometry", () => {
    expect(() => readRoadMap({ type: "FeatureCollection", features: [] })).toThrow("map without geometry: features=0");
  });
});
