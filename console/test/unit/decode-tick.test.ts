import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { FeedTickSchema } from "@wire/feed_pb";
import { RoadUserClass, SourceKind } from "@wire/map_pb";
import { ServiceLevel } from "@wire/session_pb";
import { describe, expect, test } from "vitest";
import { decodeTick } from "../../src/feed/decode-tick";

const whole = {
  trackId: 0xf000_0000_0000_0001n,
  stationId: 7n,
  roadUserClass: RoadUserClass.BUS,
  latitudeE7: -348_000_001,
  longitudeE7: 1_138_000_002,
  speedCmps: 1388,
  headingUnits: 28_799,
  lengthCm: 1200,
  widthCm: 255,
  laneId: "环_1",
  ageMs: 40,
  positionAccuracyCm: 62,
  sources: [{ source: SourceKind.SENSOR_REPORT, stationId: 9n, objectId: 300, generatedAtUs: 1_790_000_000_000_000n, ageMs: 74, positionAccuracyCm: 50 }],
};
const bytes = () =>
  toBinary(FeedTickSchema, create(FeedTickSchema, { sequence: 5n, atUs: 6n, snapshot: true, tracks: [whole, { trackId: 2n }], removedTrackIds: [3n, 4n], warnings: [{ warningId: "w" }], health: { level: ServiceLevel.OK, tracks: 2 } }));

describe("a tick", () => {
  test("is read as the schema reads it, every field of a track", () => {
    expect(toBinary(FeedTickSchema, decodeTick(bytes()))).toEqual(bytes());
    expect(decodeTick(bytes()).tracks[1]?.stationId).toBeUndefined();
    expect({ ...decodeTick(bytes()).tracks[0] }).toEqual({ ...fromBinary(FeedTickSchema, bytes()).tracks[0] });
  });

  test("of a newer cloud is read without its new fields", () => {
    const track = new BinaryWriter().tag(1, WireType.Bit64).fixed64(8n).tag(99, WireType.LengthDelimited).string("new").finish();
    expect(decodeTick(new BinaryWriter().tag(4, WireType.LengthDelimited).bytes(track).finish()).tracks[0]?.trackId).toBe(8n);
  });

  test("that is cut or whose track overruns is refused", () => {
    expect(() => decodeTick(bytes().subarray(0, 60))).toThrow();
    expect(() => decodeTick(Uint8Array.of(0x22, 2, 9, 1, 0, 0, 0, 0, 0, 0, 0))).toThrow("field ends beyond its message: at=11, limit=4");
  });
});
