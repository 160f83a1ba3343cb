import { h } from "../dom";
import type { Key, Speech } from "../i18n/language";

const KEYS: readonly [string[], Key][] = [
  [[","], "keys.previous"],
  [["."], "keys.next"],
  [["F"], "keys.follow"],
  [["L"], "keys.live"],
  [["Z"], "keys.fit"],
  [["/"], "keys.search"],
  [["↑", "↓"], "keys.move"],
  [["Enter"], "keys.open"],
  [["Esc"], "inspector.close"],
  [["?"], "keys.help"],
];

/** The keys of the console, in a dialog that gives the focus back. */
export class KeyList {
  readonly element = h("dialog", { class: "keys", "aria-labelledby": "keys-title" });

  constructor(private readonly speech: Speech) {
    this.translate();
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) {
        this.element.close();
      }
    });
  }

  translate(): void {
    this.element.replaceChildren(
      h(
        "div",
        { class: "keys-body" },
        h("div", { class: "panel-head" }, h("h2", { id: "keys-title" }, this.speech.t("keys.title")), h("button", { type: "button", class: "quiet close", "aria-label": this.speech.t("inspector.close"), click: () => this.element.close() }, h("kbd", {}, "Esc"))),
        h("dl", {}, ...KEYS.flatMap(([keys, text]) => [h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", {}, this.speech.t(text))])),
      ),
    );
  }

  toggle(): void {
    if (this.element.open) {
      this.element.close();
    } else {
      this.element.showModal();
    }
  }
}
