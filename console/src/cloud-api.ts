import { fromBinary } from "@bufbuild/protobuf";
import { type FeedTick, FeedTickSchema } from "@wire/feed_pb";
import type { FeatureCollection } from "geojson";
import { LoadError } from "./panels/notices";
import type { ZoneChoice } from "./panels/top-strip";

interface ServedZone {
  id?: string;
  name?: string;
  title_zh?: string;
  title_en?: string;
}

interface Problem {
  title?: string;
  detail?: string;
  trace_id?: string;
}

export async function loadZones(): Promise<ZoneChoice[]> {
  const served = await load<ServedZone[] | { zones?: ServedZone[] }>("api/v1/zones", "error.zones");
  const zones = (Array.isArray(served) ? served : (served.zones ?? []))
    .map((zone) => ({ id: zone.id ?? zone.name ?? "", titleZh: zone.title_zh ?? "", titleEn: zone.title_en ?? "" }))
    .filter((zone) => zone.id !== "");
  return zones.map((zone) => ({ id: zone.id, titleZh: zone.titleZh || zone.id, titleEn: zone.titleEn || zone.id }));
}

/** A zone's map, and the version of the zone that it is of: its ETag. */
export async function loadMap(zone: string): Promise<{ served: FeatureCollection; version: string }> {
  let version = "";
  const served = await load<FeatureCollection>(`api/v1/zones/${encodeURIComponent(zone)}/map`, "error.title", (response) => {
    version = response.headers.get("etag")?.replace(/^W\/|"/g, "") ?? "";
  });
  return { served, version };
}

/** The zone's last warnings, newest first, without evidence. */
export async function loadWarnings(zone: string): Promise<FeedTick | null> {
  return loadTick(`api/v1/zones/${encodeURIComponent(zone)}/warnings?limit=200`);
}

/** One warning with its evidence; null = not kept any more. */
export function loadWarning(id: string): Promise<FeedTick | null> {
  return loadTick(`api/v1/warnings/${encodeURIComponent(id)}`);
}

async function loadTick(path: string): Promise<FeedTick | null> {
  const response = await fetch(new URL(path, document.baseURI), { headers: { accept: "application/x-protobuf" } });
  if (response.status === 404) {
    return null;
  }
  if (!response.ok) {
    throw new Error(`warnings not loaded: status=${response.status}, path=${path}`);
  }
  return fromBinary(FeedTickSchema, new Uint8Array(await response.arrayBuffer()));
}

/** Address of a zone's feed, on the page's own origin. */
export function feedAddress(zone: string): string {
  const url = new URL(`api/v1/zones/${encodeURIComponent(zone)}/feed`, document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

async function load<T>(path: string, titleKey: "error.title" | "error.zones", answered?: (response: Response) => void): Promise<T> {
  let response: Response;
  try {
    response = await fetch(new URL(path, document.baseURI), { headers: { accept: "application/json" } });
  } catch (error) {
    throw new LoadError(titleKey, `no answer: ${error instanceof Error ? error.message : String(error)}`, "NETWORK", null);
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as Problem;
    const cause = problem.detail ?? problem.title ?? response.statusText;
    throw new LoadError(titleKey, `${cause} (${path})`, `HTTP ${response.status}`, problem.trace_id ?? response.headers.get("x-trace-id"));
  }
  answered?.(response);
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new LoadError(titleKey, `not JSON: ${error instanceof Error ? error.message : String(error)} (${path})`, "FORMAT", null);
  }
}
