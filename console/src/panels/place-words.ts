import { LimitOrigin, PlaceKind, SignalLight, type WarnedPlace, type Warning } from "@wire/warning_pb";
import type { Key, Speech } from "../i18n/language";
import { partyName } from "./format";

/** "Car CAR01177", "stop line north_in_0, red", "speed limit 40 km/h". */
export function subjectName(warning: Warning, speech: Speech): string {
  return warning.place ? placeName(warning.place, speech) : partyName(warning.counterpart, speech);
}

export function placeName(place: WarnedPlace, speech: Speech): string {
  switch (place.kind) {
    case PlaceKind.HAZARD:
      return told(speech.t("place.hazard"), place, speech);
    case PlaceKind.SIGN:
      return told(speech.t("place.sign"), place, speech);
    case PlaceKind.SPEED_LIMIT:
      return speech.t(place.limitOrigin === LimitOrigin.SIGN ? "place.speed_limit.sign" : "place.speed_limit", { limit: limitText(place.speedLimitCmps) });
    case PlaceKind.STOP_LINE: {
      const what = speech.t("place.stop_line", { lane: place.laneId });
      const light = lightKey(place.light);
      return light ? speech.t("place.light", { what, light: speech.t(light) }) : what;
    }
    case PlaceKind.QUEUE:
      return speech.t("place.queue", { count: place.vehicles ?? "?" });
    default:
      return place.id || speech.t("place.0");
  }
}

/** What is known of a place, name and value, without what does not belong to its kind. */
export function placeFacts(place: WarnedPlace, clockTime: (atUs: number) => string, speech: Speech): [Key, string][] {
  const facts: [Key, string][] = [];
  const light = lightKey(place.light);
  if (light) {
    const word = speech.t(light);
    facts.push(["field.light", place.lightUntilUs === undefined ? word : speech.t("field.light_until", { light: word, time: clockTime(Number(place.lightUntilUs)) })]);
  }
  if (place.speedLimitCmps !== undefined) {
    facts.push(["field.limit", limitText(place.speedLimitCmps)]);
  }
  if (place.limitOrigin === LimitOrigin.SIGN && place.mapLimitCmps !== undefined) {
    facts.push(["field.map_limit", limitText(place.mapLimitCmps)]);
  }
  if (place.vehicles !== undefined) {
    facts.push(["field.vehicles", String(place.vehicles)]);
  }
  if (place.text !== "") {
    facts.push(["field.text", place.text]);
  }
  if (place.code !== 0) {
    facts.push(["field.code", String(place.code)]);
  }
  facts.push(["field.lane", place.laneId || speech.t("field.off_lane")]);
  return facts;
}

function told(what: string, place: WarnedPlace, speech: Speech): string {
  if (place.text !== "") {
    return speech.t("place.quoted", { what, text: place.text });
  }
  return place.code === 0 ? what : `${what} ${place.code}`;
}

const limitText = (cmps: number | undefined) => `${(((cmps ?? 0) / 100) * 3.6).toFixed(0)}\u00a0km/h`;

/** Null = not told. */
function lightKey(light: SignalLight): Key | null {
  return light !== SignalLight.UNSPECIFIED && light in SignalLight ? (`light.${light}` as Key) : null;
}
