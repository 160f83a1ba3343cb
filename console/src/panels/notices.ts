import { h, setText } from "../dom";
import type { LinkState } from "../feed/link-state";
import type { Speech } from "../i18n/language";
import type { ZoneState } from "../state/zone-state";
import { clockTime, NO_VALUE } from "./format";

/** Why something could not be loaded; what a cloud says in problem+json is taken over. */
export class LoadError extends Error {
  constructor(
    readonly titleKey: "error.title" | "error.zones" | "error.no_zone" | "error.webgl",
    message: string,
    readonly code: string,
    readonly trace: string | null,
  ) {
    super(message);
  }
}

/** Fewer ticks than this and an empty zone may only be a slow start. */
const EMPTY_AFTER_MS = 1500;

/** Texts over the map: loading, failed, empty, lost. Nothing is shown while all is well. */
export class Notices {
  readonly element = h("div", { class: "notices" });
  private readonly banner = h("div", { class: "lost-banner", role: "alert", hidden: true });
  private readonly empty = h("div", { class: "notice", "data-testid": "empty", hidden: true });
  private readonly loading = h("div", { class: "notice loading", role: "status" });
  private readonly failed = h("div", { class: "notice failed", role: "alert", "data-testid": "error", hidden: true });
  private readonly asOf = h("span", { class: "num" });
  private readonly lostTitle = h("strong");
  private readonly lostText = h("span");
  private emptySinceMs: number | null = null;
  private error: { error: LoadError; atMs: number; retry: () => void } | null = null;
  private zone = "";

  constructor(private readonly speech: Speech) {
    this.banner.append(this.lostTitle, this.asOf, this.lostText);
    this.element.append(this.loading, this.failed, this.empty, this.banner);
    this.translate();
  }

  translate(): void {
    const t = this.speech;
    setText(this.loading, t.t("loading.map"));
    setText(this.lostTitle, t.t("lost.title"));
    setText(this.lostText, t.t("lost.text"));
    this.empty.replaceChildren(h("h2", {}, t.t("empty.title")), h("p", {}, t.t("empty.why")), h("p", {}, t.t("empty.what"), " ", h("code", {}, `./v2x sim --zone ${this.zone} --edge HOST:PORT`)));
    if (this.error) {
      this.showError(this.error.error, this.error.retry, this.error.atMs);
    }
  }

  setZone(zone: string): void {
    this.zone = zone;
    this.translate();
  }

  setLoading(loading: boolean): void {
    this.loading.hidden = !loading;
    if (loading) {
      this.failed.hidden = true;
      this.error = null;
    }
  }

  showError(error: LoadError, retry: () => void, atMs = Date.now()): void {
    const t = this.speech;
    this.error = { error, atMs, retry };
    this.loading.hidden = true;
    this.failed.hidden = false;
    this.failed.replaceChildren(
      h("h2", {}, t.t(error.titleKey)),
      h(
        "dl",
        { class: "fields" },
        h("dt", {}, t.t("error.cause")),
        h("dd", {}, error.message),
        h("dt", {}, t.t("error.code")),
        h("dd", { class: "code" }, error.code),
        h("dt", {}, t.t("error.time")),
        h("dd", { class: "num" }, clockTime(atMs * 1000)),
        h("dt", {}, t.t("error.trace")),
        h("dd", { class: "code" }, error.trace ?? NO_VALUE),
      ),
      h("button", { type: "button", class: "action", click: retry }, t.t("error.retry")),
    );
  }

  update(state: ZoneState | null, link: LinkState, nowMs: number): void {
    const lost = link === "lost" && this.failed.hidden;
    this.banner.hidden = !lost;
    if (lost && state) {
      setText(this.asOf, state.lastTickAtUs() > 0 ? this.speech.t("link.as_of", { time: clockTime(state.lastTickAtUs()) }) : "");
    }
    const isEmpty = state !== null && link === "live" && state.roadUsers.size === 0 && this.failed.hidden;
    this.emptySinceMs = isEmpty ? (this.emptySinceMs ?? nowMs) : null;
    this.empty.hidden = this.emptySinceMs === null || nowMs - this.emptySinceMs < EMPTY_AFTER_MS;
  }
}
