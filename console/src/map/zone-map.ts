import { Map as MapLibreMap, ScaleControl } from "maplibre-gl";
import type { LinkState } from "../feed/link-state";
import type { Language } from "../i18n/language";
import type { Pose, RoadUser } from "../state/road-user";
import type { Selection } from "../state/selection";
import type { WarningEntry } from "../state/warning-entry";
import type { ZoneState } from "../state/zone-state";
import { addRoadIcons } from "./road-icons";
import { type RoadMap, signalKey } from "./road-map";
import { LANGUAGE_LAYERS, roadStyle } from "./road-style";
import { drawsInSoftware, SOFTWARE_FRAME_MS } from "./software-drawing";
import { TrafficLabels } from "./traffic-labels";
import { TrafficLayer } from "./traffic-layer";
import { TrafficScene } from "./traffic-scene";

export interface ZoneMapOptions {
  container: HTMLElement;
  roads: RoadMap;
  state: ZoneState;
  language: Language;
  label: string;
  reducedMotion: () => boolean;
  selection: () => Selection;
  /** Whether the operator wants to see a warning that is not selected. */
  shows: (entry: WarningEntry) => boolean;
  linkState: () => LinkState;
  select: (selection: Selection) => void;
  followEnded: () => void;
  labelTexts: ConstructorParameters<typeof TrafficLabels>[1];
  ready: () => void;
}

/** How near a click must be, CSS pixels. */
const PICK_PX = 14;
const FOLLOW_ZOOM = 17.5;

/** The live map: roads by MapLibre, everything that moves by one own layer. */
export class ZoneMap {
  readonly map: MapLibreMap;
  readonly layer: TrafficLayer;
  following: bigint | null = null;
  private readonly scene: TrafficScene;
  private readonly labels: TrafficLabels;
  private readonly linksOf = new Map<string, number[]>();
  private readonly pose: Pose = { eastM: 0, northM: 0, headingRad: 0 };
  private loaded = false;
  private closed = false;
  private readonly software = drawsInSoftware();

  constructor(private readonly options: ZoneMapOptions) {
    const { roads, state } = options;
    this.scene = new TrafficScene(state, roads.plane, options.selection, options.shows, options.reducedMotion);
    this.layer = new TrafficLayer(roads.plane, this.scene);
    this.labels = new TrafficLabels(options.container, options.labelTexts);
    this.map = new MapLibreMap({
      container: options.container,
      style: roadStyle(roads, options.language),
      bounds: roads.bounds,
      fitBoundsOptions: { padding: 36 },
      minZoom: 11,
      maxZoom: 21.5,
      pitchWithRotate: false,
      dragRotate: false,
      touchPitch: false,
      attributionControl: false,
      fadeDuration: 0,
      localIdeographFontFamily: '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif',
      // Screenshots and pixel checks read the canvas after the frame.
      canvasContextAttributes: { antialias: !this.software, contextType: "webgl2" },
    });
    this.map.getCanvas().setAttribute("aria-label", options.label);
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new ScaleControl({ maxWidth: 110, unit: "metric" }), "bottom-left");
    for (const feature of roads.stopLines.features) {
      this.noteLink(String(feature.properties?.["key"]));
    }
    this.map.on("style.load", () => addRoadIcons(this.map));
    this.map.on("load", () => this.start());
    this.map.on("click", (event) => options.select(this.pick(event.point.x, event.point.y)));
    this.map.on("mousemove", (event) => {
      this.map.getCanvas().style.cursor = this.pick(event.point.x, event.point.y) ? "pointer" : "";
    });
    this.map.on("dragstart", () => this.stopFollowing());
    this.map.on("render", () => this.drawLabels());
  }

  close(): void {
    this.closed = true;
    this.map.remove();
    this.labels.remove();
  }

  /** @param label what a screen reader calls the map */
  setLanguage(language: Language, label: string): void {
    this.map.getCanvas().setAttribute("aria-label", label);
    for (const layer of LANGUAGE_LAYERS) {
      this.map.setLayoutProperty(layer, "text-field", ["get", language]);
    }
  }

  /** Signals by feature state: the bars stay where they are, only their paint changes. */
  showSignals(controllers: Iterable<string>): void {
    if (!this.loaded) {
      return;
    }
    for (const controller of controllers) {
      const letters = this.options.state.signals.get(controller) ?? "";
      for (const link of this.linksOf.get(controller) ?? []) {
        this.map.setFeatureState({ source: "stops", id: signalKey(controller, link) }, { state: letters[link] ?? "?" });
      }
    }
  }

  fitZone(): void {
    this.stopFollowing();
    this.map.fitBounds(this.options.roads.bounds, { padding: 36, animate: !this.options.reducedMotion() });
  }

  /** Brings a selection into view, left of the inspector. */
  show(selection: Selection, inspectorPx: number): void {
    const plane = this.options.roads.plane;
    const points: [number, number][] = [];
    if (selection?.kind === "warning") {
      const entry = this.options.state.warnings.get(selection.id);
      if (entry) {
        points.push(...this.pointsOf(entry));
      }
    } else if (selection?.kind === "road-user") {
      const user = this.options.state.roadUsers.get(selection.id);
      if (user) {
        user.poseAt(performance.now(), this.pose);
        points.push([plane.lonDeg(this.pose.eastM), plane.latDeg(this.pose.northM)]);
      }
    }
    if (points.length === 0) {
      return;
    }
    const lons = points.map((point) => point[0]);
    const lats = points.map((point) => point[1]);
    this.map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], {
      padding: { left: 90, right: 90 + inspectorPx, top: 90, bottom: 90 },
      maxZoom: 18.8,
      duration: 500,
      animate: !this.options.reducedMotion(),
    });
  }

  follow(id: bigint): void {
    this.following = id;
    if (this.map.getZoom() < FOLLOW_ZOOM - 1) {
      this.map.jumpTo({ zoom: FOLLOW_ZOOM });
    }
  }

  stopFollowing(): void {
    if (this.following !== null) {
      this.following = null;
      this.options.followEnded();
    }
  }

  /** The warning or road user at a place of the map, CSS pixels. */
  pick(x: number, y: number): Selection {
    const nowMs = performance.now();
    const plane = this.options.roads.plane;
    const at = this.map.unproject([x, y]);
    const east = plane.eastM(at.lng);
    const north = plane.northM(at.lat);
    const reachM = PICK_PX / plane.pixelsPerMetre(this.map.getZoom());
    const warning = this.scene.conflictNear(east, north, reachM, nowMs);
    if (warning) {
      return { kind: "warning", id: warning };
    }
    let nearest: RoadUser | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const user of this.options.state.roadUsers.values()) {
      user.poseAt(nowMs, this.pose);
      const away = Math.hypot(this.pose.eastM - east, this.pose.northM - north);
      if (away < least && away < Math.max(reachM, user.state.lengthCm / 200)) {
        nearest = user;
        least = away;
      }
    }
    return nearest ? { kind: "road-user", id: nearest.id } : null;
  }

  private start(): void {
    // Above the signs: a vehicle must not hide behind a bus stop.
    this.map.addLayer(this.layer);
    this.loaded = true;
    this.showSignals(this.options.state.signals.keys());
    this.options.ready();
    const leastMs = this.software ? SOFTWARE_FRAME_MS : 0;
    let drawnMs = Number.NEGATIVE_INFINITY;
    const frame = (nowMs: number) => {
      if (this.closed) {
        return;
      }
      if (this.options.linkState() === "live" && nowMs - drawnMs >= leastMs) {
        drawnMs = nowMs;
        this.keepFollowed();
        this.map.triggerRepaint();
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  private keepFollowed(): void {
    const user = this.following === null ? undefined : this.options.state.roadUsers.get(this.following);
    if (!user) {
      this.stopFollowing();
      return;
    }
    user.poseAt(performance.now(), this.pose);
    const plane = this.options.roads.plane;
    this.map.jumpTo({ center: [plane.lonDeg(this.pose.eastM), plane.latDeg(this.pose.northM)] });
  }

  private pointsOf(entry: WarningEntry): [number, number][] {
    const shown = entry.withEvidence;
    const points: [number, number][] = [];
    for (const end of [shown.host, shown.counterpart, shown.place]) {
      if (end) {
        points.push([end.longitudeE7 / 1e7, end.latitudeE7 / 1e7]);
      }
    }
    if (shown.conflictLatitudeE7 !== 0) {
      points.push([shown.conflictLongitudeE7 / 1e7, shown.conflictLatitudeE7 / 1e7]);
    }
    return points;
  }

  private drawLabels(): void {
    if (this.loaded) {
      const nowMs = performance.now();
      this.labels.draw(this.map, this.scene.labels(nowMs, this.map.getZoom()), this.options.roads.plane);
      this.layer.cost.add(performance.now() - nowMs);
      this.layer.cost.endTurn();
    }
  }

  private noteLink(key: string): void {
    const cut = key.lastIndexOf("#");
    const controller = key.slice(0, cut);
    const links = this.linksOf.get(controller) ?? [];
    links.push(Number(key.slice(cut + 1)));
    this.linksOf.set(controller, links);
  }
}
