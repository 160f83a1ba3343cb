import type { TrackState } from "@wire/map_pb";
import { RoadUserClass } from "@wire/map_pb";
import { WarningApplication } from "@wire/warning_pb";
import type { Key, Speech } from "../i18n/language";

export const NO_VALUE = "—";

/** hh:mm:ss.mmm in the browser's zone. */
export function clockTime(atUs: number): string {
  const date = new Date(atUs / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** "+08:00", so that no time stands without its zone. */
export function zoneOffset(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const absolute = Math.abs(minutes);
  return `${minutes < 0 ? "−" : "+"}${String(Math.floor(absolute / 60)).padStart(2, "0")}:${String(absolute % 60).padStart(2, "0")}`;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** 850 ms, 12.3 s, 4 min 05 s. */
export function duration(ms: number): string {
  if (ms < 1000) {
    return `${Math.max(0, Math.round(ms))} ms`;
  }
  if (ms < 60_000) {
    return `${(ms / 1000).toFixed(1)} s`;
  }
  const whole = Math.floor(ms / 1000);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** Microseconds as milliseconds, the few as they are: three figures are enough for an eye. */
export function millis(us: number): string {
  if (Math.abs(us) < 100) {
    return `${Math.round(us)} µs`;
  }
  const ms = us / 1000;
  const figures = Math.abs(ms) >= 100 ? 0 : Math.abs(ms) >= 10 ? 1 : 2;
  return `${ms.toFixed(figures)} ms`;
}

/** Station ids that are readable letters are shown so; others by their last six hex digits. */
export function stationName(id: bigint): string {
  const hex = id.toString(16).padStart(16, "0");
  const letters = (hex.match(/../g) ?? []).map((octet) => Number.parseInt(octet, 16));
  if (letters.every((letter) => letter > 0x20 && letter < 0x7f)) {
    return String.fromCharCode(...letters);
  }
  return hex.slice(-6);
}

/** The applications of the wire, each with its words in the languages' tables. */
export type Application = Exclude<keyof typeof WarningApplication, "UNSPECIFIED">;

/** Null = not told, or one of a newer cloud. */
export function knownApplication(application: WarningApplication): Application | null {
  const name = (WarningApplication as Record<number, string>)[application];
  return name === undefined || name === "UNSPECIFIED" ? null : (name as Application);
}

export function applicationCode(application: WarningApplication): string {
  // "BSW_LCW" is written with a stroke by the standard.
  return knownApplication(application)?.replace("_", "/") ?? (application === WarningApplication.UNSPECIFIED ? "?" : `#${String(application)}`);
}

export function applicationName(application: WarningApplication, speech: Speech): string {
  const known = knownApplication(application);
  return speech.t(known ? `application.${known}` : "application.unknown");
}

export function className(value: RoadUserClass, speech: Speech): string {
  return speech.t(value in RoadUserClass ? (`class.${value}` as Key) : "class.0");
}

/** "Bus LZ000003", "Pedestrian #1f". */
export function partyName(track: TrackState | undefined, speech: Speech): string {
  if (!track) {
    return NO_VALUE;
  }
  return `${className(track.roadUserClass, speech)} ${partyNumber(track)}`;
}

export function partyNumber(track: TrackState): string {
  return track.stationId !== undefined ? stationName(track.stationId) : `#${track.trackId.toString(16).slice(-6)}`;
}

export function thousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}
