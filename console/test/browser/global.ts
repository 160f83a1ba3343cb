import { chromiumOrWord } from "./chromium.mjs";

export default function setup(): void {
  chromiumOrWord();
}
