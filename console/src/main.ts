import { setWorkerUrl } from "maplibre-gl";
import workerUrl from "map-worker-url";
import "./console.css";
import { Console } from "./console";

// The worker is a file of our own origin: the page's policy allows no other.
setWorkerUrl(workerUrl);

const root = document.getElementById("app");
if (root) {
  void new Console(root).start();
}
