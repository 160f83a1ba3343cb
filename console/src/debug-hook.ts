import type { Console } from "./console";
import type { Pose } from "./state/road-user";

/** What tests ask the running page. Read-only; it holds no state of its own. */
export interface DebugHook {
  readonly ready: boolean;
  readonly link: string;
  readonly objectCount: number;
  readonly framesDrawn: number;
  readonly shapesDrawn: number;
  readonly selected: string | null;
  readonly warnings: string[];
  readonly feed: Record<string, number>;
  /** Own code a frame and a tick, milliseconds: the share 0..1 of them took less. */
  cost(share: number): { frameMs: number; tickMs: number };
  /** Degrees and CSS pixels of the map, by track id in hex. */
  positions(): Record<string, { lat: number; lon: number; x: number; y: number; kind: number; ageMs: number }>;
  /** CSS pixels of the map. */
  at(lon: number, lat: number): { x: number; y: number };
  signalState(key: string): unknown;
  zoom(level: number, lon?: number, lat?: number): void;
}

declare global {
  interface Window {
    __yunkong?: DebugHook;
  }
}

export function installDebugHook(page: Console): void {
  const pose: Pose = { eastM: 0, northM: 0, headingRad: 0 };
  window.__yunkong = {
    get ready() {
      return page.ready;
    },
    get link() {
      return page.link();
    },
    get objectCount() {
      return page.state?.roadUsers.size ?? 0;
    },
    get framesDrawn() {
      return page.zoneMap?.layer.framesDrawn ?? 0;
    },
    get shapesDrawn() {
      return page.zoneMap?.layer.shapes.count ?? 0;
    },
    get selected() {
      return page.selection === null ? null : String(page.selection.kind === "warning" ? page.selection.id : page.selection.id.toString(16));
    },
    get warnings() {
      return [...(page.state?.warnings.keys() ?? [])];
    },
    get feed() {
      return { ...page.feed?.counters };
    },
    cost(share: number) {
      return { frameMs: page.zoneMap?.layer.cost.quantileMs(share) ?? Number.NaN, tickMs: page.feed?.cost.quantileMs(share) ?? Number.NaN };
    },
    positions() {
      const found: ReturnType<DebugHook["positions"]> = {};
      const plane = page.zoneMap?.layer.plane;
      const state = page.state;
      if (!plane || !state) {
        return found;
      }
      const nowMs = performance.now();
      for (const user of state.roadUsers.values()) {
        user.poseAt(nowMs, pose);
        const lon = plane.lonDeg(pose.eastM);
        const lat = plane.latDeg(pose.northM);
        const at = page.zoneMap?.map.project([lon, lat]);
        found[user.id.toString(16)] = { lat, lon, x: at?.x ?? 0, y: at?.y ?? 0, kind: user.state.roadUserClass, ageMs: user.ageMs(state.feedTimeUs(nowMs)) };
      }
      return found;
    },
    at(lon: number, lat: number) {
      const at = page.zoneMap?.map.project([lon, lat]);
      return { x: at?.x ?? Number.NaN, y: at?.y ?? Number.NaN };
    },
    signalState(key: string) {
      return page.zoneMap?.map.getFeatureState({ source: "stops", id: key })?.["state"];
    },
    zoom(level: number, lon?: number, lat?: number) {
      page.zoneMap?.map.jumpTo({ zoom: level, ...(lon !== undefined && lat !== undefined ? { center: [lon, lat] as [number, number] } : {}) });
    },
  };
}
