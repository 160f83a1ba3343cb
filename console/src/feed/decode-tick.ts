import { fromBinary } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { type FeedTick, FeedTickSchema } from "@wire/feed_pb";
import type { SourceRef, TrackState } from "@wire/map_pb";

const FEED_TRACKS = 4;

/**
 * A tick of the feed. Tracks are nine tenths of it, ten times a second: they are read here field by field, which takes a tenth of the time that
 * reading by schema takes (2000 tracks: 1 ms instead of 14). Everything else goes by schema; fields of a newer cloud are passed over.
 *
 * @throws when the bytes are no tick
 */
export function decodeTick(bytes: Uint8Array): FeedTick {
  const reader = new BinaryReader(bytes);
  const rest = new Uint8Array(bytes.length);
  let restLength = 0;
  const tracks: TrackState[] = [];
  while (reader.pos < reader.len) {
    const from = reader.pos;
    const [field, wireType] = reader.tag();
    if (field === FEED_TRACKS && wireType === WireType.LengthDelimited) {
      tracks.push(track(reader, reader.uint32()));
    } else {
      reader.skip(wireType, field);
      rest.set(bytes.subarray(from, reader.pos), restLength);
      restLength += reader.pos - from;
    }
  }
  const tick = fromBinary(FeedTickSchema, rest.subarray(0, restLength));
  tick.tracks = tracks;
  return tick;
}

function track(reader: BinaryReader, length: number): TrackState {
  const end = reader.pos + length;
  const read: TrackState = {
    $typeName: "v2x.map.v1.TrackState",
    trackId: 0n,
    roadUserClass: 0,
    latitudeE7: 0,
    longitudeE7: 0,
    speedCmps: 0,
    headingUnits: 0,
    lengthCm: 0,
    widthCm: 0,
    laneId: "",
    ageMs: 0,
    positionAccuracyCm: 0,
    sources: [],
  };
  while (reader.pos < end) {
    const [field, wireType] = reader.tag();
    switch (field) {
      case 1: read.trackId = reader.fixed64() as bigint; break;
      case 2: read.stationId = reader.fixed64() as bigint; break;
      case 3: read.roadUserClass = reader.int32(); break;
      case 4: read.latitudeE7 = reader.sint32(); break;
      case 5: read.longitudeE7 = reader.sint32(); break;
      case 6: read.speedCmps = reader.uint32(); break;
      case 7: read.headingUnits = reader.uint32(); break;
      case 8: read.lengthCm = reader.uint32(); break;
      case 9: read.widthCm = reader.uint32(); break;
      case 10: read.laneId = reader.string(); break;
      case 11: read.ageMs = reader.uint32(); break;
      case 12: read.positionAccuracyCm = reader.uint32(); break;
      case 13: read.sources.push(source(reader, reader.uint32())); break;
      default: reader.skip(wireType, field);
    }
  }
  return ended(reader, end, read);
}

function source(reader: BinaryReader, length: number): SourceRef {
  const end = reader.pos + length;
  const read: SourceRef = { $typeName: "v2x.map.v1.SourceRef", source: 0, stationId: 0n, objectId: 0, generatedAtUs: 0n, ageMs: 0, positionAccuracyCm: 0 };
  while (reader.pos < end) {
    const [field, wireType] = reader.tag();
    switch (field) {
      case 1: read.source = reader.int32(); break;
      case 2: read.stationId = reader.fixed64() as bigint; break;
      case 3: read.objectId = reader.uint32(); break;
      case 4: read.generatedAtUs = reader.int64() as bigint; break;
      case 5: read.ageMs = reader.uint32(); break;
      case 6: read.positionAccuracyCm = reader.uint32(); break;
      default: reader.skip(wireType, field);
    }
  }
  return ended(reader, end, read);
}

function ended<T>(reader: BinaryReader, end: number, read: T): T {
  if (reader.pos !== end) {
    throw new Error(`feed tick: field ends beyond its message: at=${reader.pos}, limit=${end}`);
  }
  return read;
}
