import { feedAddress, loadMap, loadWarning, loadWarnings, loadZones } from "./cloud-api";
import { installDebugHook } from "./debug-hook";
import { h, setAttribute, svg } from "./dom";
import { FeedSocket } from "./feed/feed-socket";
import { type LinkState, linkState } from "./feed/link-state";
import { preferredLanguage, Speech } from "./i18n/language";
import { readRoadMap } from "./map/road-map";
import type { MovingLabel } from "./map/traffic-scene";
import { ZoneMap } from "./map/zone-map";
import { Announcer } from "./panels/announcer";
import { applicationCode, duration, partyName } from "./panels/format";
import { Inspector } from "./panels/inspector";
import { KeyList } from "./panels/key-list";
import { Legend } from "./panels/legend";
import { LoadError, Notices } from "./panels/notices";
import { placeName } from "./panels/place-words";
import { TopStrip, type ZoneChoice } from "./panels/top-strip";
import { severityKey, timeText, WarningList } from "./panels/warning-list";
import { KeptWarnings } from "./state/kept-warnings";
import { readAddress, sameSelection, type Selection, writeAddress } from "./state/selection";
import { SeverityFilter } from "./state/severity-filter";
import type { WarningEntry } from "./state/warning-entry";
import { ZoneState } from "./state/zone-state";

/** How often the panels are written; the map draws every frame. */
const PANEL_MS = 200;
const RETRY_MS = 3000;

/** The page: one zone at a time, its feed, its map, its panels. */
export class Console {
  readonly speech = new Speech(preferredLanguage());
  state: ZoneState | null = null;
  zoneMap: ZoneMap | null = null;
  feed: FeedSocket | null = null;
  selection: Selection = null;
  ready = false;
  private zone: string | null = null;
  private zones: ZoneChoice[] = [];
  private waitingSinceMs = performance.now();
  private ticks = 0;
  private mapReady = false;
  private retry: number | undefined;
  private kept: KeptWarnings | null = null;
  private reloadedFor = "";
  private readonly filter = new SeverityFilter();
  private readonly motion = window.matchMedia("(prefers-reduced-motion: reduce)");
  private readonly strip: TopStrip;
  private readonly list: WarningList;
  private readonly legend: Legend;
  private readonly inspector: Inspector;
  private readonly notices: Notices;
  private readonly keys: KeyList;
  private readonly announcer: Announcer;
  private readonly stage = h("div", { class: "map", "data-testid": "map" });

  constructor(private readonly root: HTMLElement) {
    const select = (selection: Selection) => this.select(selection, true);
    this.strip = new TopStrip(this.speech, { chooseZone: (id) => this.openZone(id), showKeys: () => this.keys.toggle() });
    this.list = new WarningList(this.speech, this.filter, select, () => this.filterChanged());
    this.legend = new Legend(this.speech);
    this.inspector = new Inspector(this.speech, {
      select,
      follow: (id) => this.follow(id),
      showOnMap: () => this.zoneMap?.show(this.selection, this.inspector.widthPx()),
      following: () => this.zoneMap?.following ?? null,
    });
    this.notices = new Notices(this.speech);
    this.keys = new KeyList(this.speech);
    this.announcer = new Announcer(this.speech);
  }

  async start(): Promise<void> {
    const controls = this.mapControls();
    const skip = h("button", { type: "button", class: "skip", click: () => this.list.focus() }, this.speech.t("skip"));
    const frame = h("main", { class: "stage", "aria-label": this.speech.t("map.label") }, this.stage, controls, this.notices.element, this.inspector.element);
    this.root.append(skip, this.strip.element, h("nav", { class: "rail", "aria-label": this.speech.t("warnings.title") }, this.list.element, this.legend.element), frame, this.keys.element, this.announcer.element);
    this.speech.onChange(() => {
      this.strip.translate();
      this.list.translate();
      this.legend.translate();
      this.inspector.translate();
      this.notices.translate();
      this.keys.translate();
      this.zoneMap?.setLanguage(this.speech.language, this.speech.t("map.label"));
      skip.textContent = this.speech.t("skip");
      setAttribute(frame, "aria-label", this.speech.t("map.label"));
      this.nameControls(controls);
      this.writePanels();
    });
    document.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("hashchange", () => this.readHash());
    window.setInterval(() => this.writePanels(), PANEL_MS);
    installDebugHook(this);
    await this.openFirstZone();
  }

  link(nowMs = performance.now()): LinkState {
    return linkState(nowMs - this.waitingSinceMs, this.state?.sinceTickMs(nowMs) ?? null);
  }

  select(selection: Selection, move: boolean): void {
    if (!sameSelection(this.selection, selection)) {
      if (selection === null && this.inspector.element.contains(document.activeElement)) {
        // The drawer goes with the focus in it: without this the next Tab would start at the top of the page.
        this.list.focus();
      }
      this.selection = selection;
      this.zoneMap?.stopFollowing();
      history.replaceState(null, "", writeAddress({ zone: this.zone, selection }));
    }
    this.writePanels();
    this.zoneMap?.map.triggerRepaint();
    if (selection?.kind === "warning") {
      this.list.scrollTo(selection.id);
    }
    if (move && selection?.kind === "warning") {
      this.zoneMap?.show(selection, this.inspector.widthPx());
    }
  }

  private async openFirstZone(): Promise<void> {
    window.clearTimeout(this.retry);
    try {
      this.zones = await loadZones();
    } catch (error) {
      this.fail(error, () => void this.openFirstZone());
      this.retry = window.setTimeout(() => void this.openFirstZone(), RETRY_MS);
      return;
    }
    const address = readAddress(location.hash);
    const first = this.zones.find((zone) => zone.id === address.zone) ?? this.zones[0];
    if (!first) {
      this.fail(new LoadError("error.no_zone", "zones=0", "EMPTY", null), () => void this.openFirstZone());
      return;
    }
    this.selection = address.selection;
    this.openZone(first.id);
  }

  private openZone(id: string): void {
    if (this.zone !== null && this.zone !== id) {
      this.selection = null;
    }
    this.zone = id;
    this.strip.setZones(this.zones, id);
    this.notices.setZone(id);
    history.replaceState(null, "", writeAddress({ zone: id, selection: this.selection }));
    void this.loadZone(id);
  }

  private async loadZone(id: string): Promise<void> {
    window.clearTimeout(this.retry);
    this.closeZone();
    this.notices.setLoading(true);
    try {
      const { served, version } = await loadMap(id);
      const roads = readRoadMap(served);
      if (this.zone !== id) {
        return;
      }
      const state = new ZoneState(roads.plane);
      this.state = state;
      this.kept = new KeptWarnings(state, loadWarning, (asked, found) => this.keptFound(asked, found));
      this.waitingSinceMs = performance.now();
      this.zoneMap = this.openMap(roads, state);
      let connects = 1;
      this.feed = new FeedSocket(feedAddress(id), {
        tick: (tick) => {
          if (this.outdated(version, tick.health?.zoneVersion ?? "")) {
            void this.loadZone(id);
            return;
          }
          state.apply(tick, performance.now());
          this.ticks++;
          if (tick.snapshot) {
            this.kept?.retry();
          }
          if (this.feed && this.feed.counters.connects > connects) {
            // What came and ended meanwhile, and when: a snapshot tells only of what is active.
            connects = this.feed.counters.connects;
            void this.loadHistory(id, state);
          }
          this.zoneMap?.showSignals(state.changedSignals);
          this.announcer.add(state.raised);
          if (state.raised.length > 0) {
            this.writePanels();
          }
          this.noteReady();
        },
        broken: (reason) => console.warn(`feed frame not understood: ${reason}; socket opened again`),
      });
      this.notices.setLoading(false);
      await this.loadHistory(id, state);
    } catch (error) {
      this.fail(error, () => void this.loadZone(id));
      this.retry = window.setTimeout(() => void this.loadZone(id), RETRY_MS);
    }
  }

  /** Whether the cloud works with another version of the zone by now than the map is of; said once for each. */
  private outdated(loaded: string, inForce: string): boolean {
    if (inForce === "" || loaded === "" || inForce === loaded || inForce === this.reloadedFor) {
      return false;
    }
    this.reloadedFor = inForce;
    return true;
  }

  /** Warnings from before the page was opened: the list is poorer without them, but works. */
  private async loadHistory(id: string, state: ZoneState): Promise<void> {
    try {
      const tick = await loadWarnings(id);
      if (tick && this.state === state) {
        state.applyKept(tick);
      }
    } catch (error) {
      console.warn(`warnings from before not loaded: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** A warning that was asked for by the id of a repeat is shown under its own. */
  private keptFound(asked: string, found: string): void {
    if (this.selection?.kind === "warning" && this.selection.id === asked) {
      this.select({ kind: "warning", id: found }, true);
    }
  }

  private openMap(roads: ReturnType<typeof readRoadMap>, state: ZoneState): ZoneMap {
    if (!document.createElement("canvas").getContext("webgl2")) {
      throw new LoadError("error.webgl", "getContext(webgl2) = null", "WEBGL2", null);
    }
    return new ZoneMap({
      container: this.stage,
      roads,
      state,
      language: this.speech.language,
      label: this.speech.t("map.label"),
      reducedMotion: () => this.motion.matches,
      selection: () => this.selection,
      shows: (entry) => this.filter.shows(entry),
      linkState: () => this.link(),
      select: (selection) => this.select(selection, false),
      followEnded: () => this.writePanels(),
      labelTexts: (label) => this.labelText(label),
      ready: () => {
        this.mapReady = true;
        this.noteReady();
      },
    });
  }

  private noteReady(): void {
    if (!this.ready && this.mapReady && this.ticks > 0) {
      this.ready = true;
      if (this.selection?.kind === "warning") {
        this.zoneMap?.show(this.selection, this.inspector.widthPx());
      }
    }
  }

  private closeZone(): void {
    this.feed?.close();
    this.zoneMap?.close();
    this.feed = null;
    this.zoneMap = null;
    this.state = null;
    this.kept = null;
    this.ready = false;
    this.mapReady = false;
    this.ticks = 0;
    this.list.translate();
  }

  private fail(error: unknown, retry: () => void): void {
    const told = error instanceof LoadError ? error : new LoadError("error.title", error instanceof Error ? error.message : String(error), "CONSOLE", null);
    this.notices.showError(told, retry);
  }

  private writePanels(): void {
    const nowMs = performance.now();
    const link = this.link(nowMs);
    setAttribute(this.root, "data-link", link);
    this.strip.update(this.state, link, nowMs);
    this.notices.update(this.state, link, nowMs);
    this.announcer.update(nowMs);
    if (this.state) {
      this.list.update(this.state, this.selection, link === "live", nowMs);
      this.legend.update(this.state);
      const asked = this.selection?.kind === "warning" && this.ticks > 0 ? (this.kept?.want(this.selection.id) ?? null) : null;
      this.inspector.update(this.state, this.selection, asked, nowMs);
    }
  }

  private labelText(label: MovingLabel): string {
    if (label.entry) {
      const warning = label.entry.warning;
      const time = timeText(label.entry, this.speech);
      return [applicationCode(warning.application), this.speech.t(severityKey(warning.severity)), time].filter((part) => part !== "").join(" · ");
    }
    if (label.place) {
      return placeName(label.place, this.speech);
    }
    if (label.kind === "contact" || label.kind === "party") {
      return label.kind === "contact" ? this.speech.t("map.contact") : this.speech.t("map.raised_here", { party: partyName(label.party, this.speech) });
    }
    return label.kind === "stale" ? duration(label.ageMs ?? 0) : partyName(label.user?.state, this.speech);
  }

  private readHash(): void {
    const address = readAddress(location.hash);
    if (address.zone && address.zone !== this.zone && this.zones.some((zone) => zone.id === address.zone)) {
      this.selection = address.selection;
      this.zone = null;
      this.openZone(address.zone);
    } else {
      this.select(address.selection, true);
    }
  }

  private follow(id: bigint): void {
    if (this.zoneMap?.following === id) {
      this.zoneMap.stopFollowing();
    } else {
      this.zoneMap?.follow(id);
    }
    this.writePanels();
  }

  private key(event: KeyboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || target?.matches("select, input, textarea") || (this.keys.element.open && event.key !== "?")) {
      return;
    }
    const acts: Record<string, () => void> = {
      Escape: () => this.select(null, false),
      ",": () => this.step(-1),
      ".": () => this.step(1),
      f: () => this.followSelected(),
      l: () => this.goLive(),
      z: () => this.zoneMap?.fitZone(),
      "/": () => this.list.focus(),
      "?": () => this.keys.toggle(),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  private chosenWarning(): string | null {
    return this.selection?.kind === "warning" ? this.selection.id : null;
  }

  private listed(): WarningEntry[] {
    return this.state ? this.filter.listed(this.state, this.state.feedTimeUs(performance.now()), this.chosenWarning()) : [];
  }

  private filterChanged(): void {
    this.writePanels();
    this.zoneMap?.map.triggerRepaint();
  }

  private step(by: number): void {
    const listed = this.listed();
    const chosen = this.chosenWarning();
    const now = listed.findIndex((entry) => entry.id === chosen);
    const next = listed[now < 0 ? 0 : Math.min(listed.length - 1, Math.max(0, now + by))];
    if (next) {
      this.select({ kind: "warning", id: next.id }, true);
    }
  }

  private followSelected(): void {
    if (this.selection?.kind === "road-user") {
      this.follow(this.selection.id);
    } else if (this.selection?.kind === "warning") {
      const host = this.state?.warnings.get(this.selection.id)?.hostTrackId ?? null;
      if (host !== null && this.state?.roadUsers.has(host)) {
        this.follow(host);
      }
    }
  }

  private goLive(): void {
    this.zoneMap?.stopFollowing();
    const newest = this.listed()[0];
    if (newest) {
      this.select({ kind: "warning", id: newest.id }, true);
    }
  }

  private mapControls(): HTMLElement {
    const step = (by: number) => () => this.zoneMap?.map.zoomTo(this.zoneMap.map.getZoom() + by, { animate: !this.motion.matches, duration: 200 });
    const icon = (path: string) => svg("0 0 16 16", `<path d="${path}"/>`);
    const controls = h(
      "div",
      { class: "map-controls" },
      h("button", { type: "button", "data-name": "map.zoom_in", click: step(1) }, icon("M8 2v12M2 8h12")),
      h("button", { type: "button", "data-name": "map.zoom_out", click: step(-1) }, icon("M2 8h12")),
      h("button", { type: "button", "data-name": "map.fit", click: () => this.zoneMap?.fitZone() }, icon("M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4")),
    );
    this.nameControls(controls);
    return controls;
  }

  private nameControls(controls: HTMLElement): void {
    for (const button of controls.querySelectorAll<HTMLElement>("[data-name]")) {
      const name = this.speech.t(button.dataset["name"] as "map.fit");
      button.setAttribute("aria-label", name);
      button.title = name;
    }
  }
}
