import { RoadUserClass } from "@wire/map_pb";
import { h, setAttribute, setText, svg } from "../dom";
import type { Key, Speech } from "../i18n/language";
import { CLASS_COLOUR, SIGNAL_COLOUR } from "../palette";
import { type ZoneState } from "../state/zone-state";
import { thousands } from "./format";

/** The symbols of the map as small drawings, in the shapes of the traffic layer. */
const SHAPES: Record<RoadUserClass, string> = {
  [RoadUserClass.CAR]: '<path d="M8 1.5 12.5 14 8 11.3 3.5 14Z"/>',
  [RoadUserClass.TRUCK]: '<path d="M8 1 12 4.5V15H4V4.5Z"/><path d="M4 6.6h8" stroke="#0F141B" stroke-width="1.2"/>',
  [RoadUserClass.BUS]: '<path d="M8 0 12 4V16H4V4Z"/>',
  [RoadUserClass.EMERGENCY]: '<path d="M8 1.5 13 14 8 11.3 3 14Z"/><circle cx="8" cy="8.6" r="1.7" fill="#fff"/>',
  [RoadUserClass.MOTORCYCLE]: '<path d="M8 2 11.4 8 8 14 4.6 8Z"/>',
  [RoadUserClass.BICYCLE]: '<path d="M8 2 11.4 8 8 14 4.6 8Z"/>',
  [RoadUserClass.PEDESTRIAN]: '<circle cx="8" cy="8" r="4"/>',
  [RoadUserClass.UNSPECIFIED]: '<rect x="4.5" y="4.5" width="7" height="7"/>',
};

const ORDER = [
  RoadUserClass.CAR,
  RoadUserClass.TRUCK,
  RoadUserClass.BUS,
  RoadUserClass.EMERGENCY,
  RoadUserClass.MOTORCYCLE,
  RoadUserClass.BICYCLE,
  RoadUserClass.PEDESTRIAN,
  RoadUserClass.UNSPECIFIED,
];

/** What the symbols mean and how many of each there are. */
export class Legend {
  readonly element: HTMLElement;
  private readonly title = h("h2");
  private readonly rows = new Map<RoadUserClass, { row: HTMLElement; name: HTMLElement; count: HTMLElement }>();
  private readonly stale = h("p", { class: "legend-note" });
  private readonly removed = h("p", { class: "legend-note num" });
  private readonly signals = h("p", { class: "legend-note legend-signals" });

  constructor(private readonly speech: Speech) {
    const grid = h("ul", { class: "legend-grid" });
    for (const kind of ORDER) {
      const name = h("span", { class: "legend-name" });
      const count = h("span", { class: "num" }, "0");
      const row = h("li", {}, svg("0 0 16 16", SHAPES[kind], { fill: CLASS_COLOUR[kind], class: "legend-mark" }), name, count);
      this.rows.set(kind, { row, name, count });
      grid.append(row);
    }
    this.element = h("section", { class: "legend" }, h("div", { class: "panel-head" }, this.title), grid, this.signals, this.stale, this.removed);
    this.translate();
  }

  translate(): void {
    setText(this.title, this.speech.t("legend.title"));
    setText(this.stale, this.speech.t("legend.stale"));
    for (const [kind, row] of this.rows) {
      setText(row.name, this.speech.t(`class.${kind}` as Key));
    }
    const bar = (colour: string, width: number) => svg("0 0 18 8", `<path d="M1 4h16" stroke="${colour}" stroke-width="${width}"/>`, { class: "legend-bar" });
    this.signals.replaceChildren(
      `${this.speech.t("legend.signals")} `,
      bar(SIGNAL_COLOUR.r, 5),
      ` ${this.speech.t("legend.signal.red")} `,
      bar(SIGNAL_COLOUR.y, 4),
      ` ${this.speech.t("legend.signal.yellow")} `,
      bar(SIGNAL_COLOUR.G, 2.5),
      ` ${this.speech.t("legend.signal.green")}`,
    );
  }

  update(state: ZoneState): void {
    const counts = new Map<RoadUserClass, number>();
    for (const user of state.roadUsers.values()) {
      const kind = this.rows.has(user.state.roadUserClass) ? user.state.roadUserClass : RoadUserClass.UNSPECIFIED;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    for (const [kind, row] of this.rows) {
      const count = counts.get(kind) ?? 0;
      setText(row.count, thousands(count));
      setAttribute(row.row, "data-empty", String(count === 0));
    }
    const removed = state.counters.removedStale;
    setText(this.removed, removed > 0 ? this.speech.t("legend.removed", { count: removed }) : "");
  }
}
