import { findChromium } from "./chromium";

/** Says plainly when the browser tests cannot run; with V2X_REQUIRE_BROWSER=1 that is a failure. */
export default function setup(): void {
  if (findChromium() === null) {
    if (process.env["V2X_REQUIRE_BROWSER"] === "1") {
      throw new Error("no Chromium found, but V2X_REQUIRE_BROWSER=1: install one (Debian: apt-get install chromium) or set CHROMIUM to its path");
    }
    console.log("browser tests skipped: no Chromium found");
  }
}
