import type { Key, Speech } from "../i18n/language";
import { h, setAttribute, setText } from "../dom";
import type { Asked } from "../state/kept-warnings";
import type { Selection } from "../state/selection";
import type { ZoneState } from "../state/zone-state";
import { RoadUserCard } from "./road-user-card";
import { warningDetails } from "./warning-details";

export interface InspectorActions {
  select(selection: Selection): void;
  follow(id: bigint): void;
  showOnMap(): void;
  following(): bigint | null;
}

const ABSENT: Record<Asked, Key> = {
  loading: "inspector.loading.warning",
  unknown: "inspector.gone.warning",
  failed: "inspector.failed.warning",
  answered: "inspector.gone.warning",
};

/** The drawer at the right: why a warning fired, or what is known of a road user. */
export class Inspector {
  readonly element: HTMLElement;
  private readonly title = h("h2", { id: "inspector-title" });
  private readonly body = h("div", { class: "inspector-body" });
  private readonly close: HTMLButtonElement;
  private readonly card: RoadUserCard;
  private shown = "";

  constructor(
    private readonly speech: Speech,
    private readonly actions: InspectorActions,
  ) {
    this.close = h("button", { type: "button", class: "quiet close", click: () => actions.select(null) });
    this.card = new RoadUserCard(speech, actions);
    this.element = h(
      "aside",
      { class: "inspector", "aria-labelledby": "inspector-title", "data-testid": "inspector", hidden: true },
      h("div", { class: "panel-head" }, this.title, this.close),
      this.body,
    );
    this.translate();
  }

  translate(): void {
    this.close.replaceChildren(h("kbd", {}, "Esc"));
    setAttribute(this.close, "aria-label", this.speech.t("inspector.close"));
    this.card.translate();
    this.shown = "";
  }

  widthPx(): number {
    return this.element.hidden ? 0 : this.element.offsetWidth;
  }

  /** @param asked what became of asking the cloud for the selected warning; null = it is here */
  update(state: ZoneState, selection: Selection, asked: Asked | null, nowMs: number): void {
    this.element.hidden = selection === null;
    if (selection === null) {
      this.shown = "";
      return;
    }
    setText(this.title, this.speech.t(selection.kind === "warning" ? "inspector.warning" : "inspector.road_user"));
    if (selection.kind === "warning") {
      this.showWarning(state, selection.id, asked, nowMs);
    } else {
      this.showRoadUser(state, selection.id, nowMs);
    }
  }

  private showWarning(state: ZoneState, id: string, asked: Asked | null, nowMs: number): void {
    const entry = state.warnings.get(id);
    const active = entry?.isActive(state.feedTimeUs(nowMs)) ?? false;
    // Evidence never changes; what can change is told by these.
    const now = entry
      ? ["w", id, asked, active, entry.warning.phase, entry.deliveries.length, entry.duplicates.length, entry.duplicateOf, entry.warning.severity, entry.highestSeverity, entry.clearedAtUs].join("|")
      : `gone|${id}|${asked}`;
    if (now === this.shown) {
      return;
    }
    const sameOne = this.shown.startsWith(`w|${id}|`);
    const scrolled = this.body.scrollTop;
    this.body.replaceChildren(entry ? warningDetails(entry, active, asked, this.speech, this.actions) : h("p", { class: "gone" }, this.speech.t(ABSENT[asked ?? "loading"])));
    this.body.scrollTop = sameOne ? scrolled : 0;
    this.shown = now;
  }

  private showRoadUser(state: ZoneState, id: bigint, nowMs: number): void {
    const user = state.roadUsers.get(id);
    const now = user ? `u|${id}` : `gone|${id}`;
    if (now !== this.shown) {
      this.body.replaceChildren(user ? this.card.element : h("p", { class: "gone" }, this.speech.t("inspector.gone.road_user")));
      this.shown = now;
    }
    if (user) {
      this.card.update(user, state, nowMs);
    }
  }
}
