import { setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import "./console.css";
import { Console } from "./console";

// The worker is a file of our own origin: the page's policy allows no other.
setWorkerUrl(workerUrl);

const root = document.getElementById("app");
if (root) {
  void new Console(root).start();
}
