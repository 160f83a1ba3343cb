import type { Map as MapLibreMap } from "maplibre-gl";
import { SEVERITY_COLOUR } from "../palette";
import type { Plane } from "./plane";
import type { MovingLabel } from "./traffic-scene";

const FONT = '500 11.5px system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif';

/** Texts beside moving things, on a canvas of their own above the map: few, and gone with the next frame. */
export class TrafficLabels {
  private readonly canvas = document.createElement("canvas");
  private readonly pen: CanvasRenderingContext2D | null;
  private drawn = 0;

  constructor(
    container: HTMLElement,
    private readonly text: (label: MovingLabel) => string,
  ) {
    this.canvas.className = "traffic-labels";
    this.canvas.setAttribute("aria-hidden", "true");
    container.append(this.canvas);
    this.pen = this.canvas.getContext("2d");
  }

  remove(): void {
    this.canvas.remove();
  }

  draw(map: MapLibreMap, labels: MovingLabel[], plane: Plane): void {
    const pen = this.pen;
    if (!pen || (labels.length === 0 && this.drawn === 0)) {
      return;
    }
    this.fit(map);
    const ratio = window.devicePixelRatio;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    pen.font = FONT;
    pen.textBaseline = "middle";
    this.drawn = labels.length;
    // A canvas that was only cleared is not always shown anew by the browser.
    this.canvas.style.visibility = labels.length > 0 ? "visible" : "hidden";
    const taken: [number, number, number][] = [];
    for (const label of labels) {
      const at = map.project([plane.lonDeg(label.eastM), plane.latDeg(label.northM)]);
      let y = at.y - (label.kind === "stale" ? 14 : 22);
      // Two labels of one place stand above each other.
      const half = this.chipWidth(pen, label) / 2;
      while (taken.some(([x0, y0, half0]) => Math.abs(x0 - at.x) < half + half0 + 2 && Math.abs(y0 - y) < 20)) {
        y -= 20;
      }
      taken.push([at.x, y, half]);
      this.chip(pen, at.x, y, label);
    }
  }

  private chipWidth(pen: CanvasRenderingContext2D, label: MovingLabel): number {
    return Math.ceil(pen.measureText(this.text(label)).width) + 12;
  }

  private chip(pen: CanvasRenderingContext2D, x: number, y: number, label: MovingLabel): void {
    const text = this.text(label);
    const width = this.chipWidth(pen, label);
    const left = Math.round(x - width / 2);
    const top = Math.round(y - 9);
    const colour = label.entry ? (SEVERITY_COLOUR[label.entry.warning.severity] ?? SEVERITY_COLOUR[0]) : label.kind === "stale" ? "#8A97A6" : "#DCE5EE";
    pen.beginPath();
    pen.roundRect(left + 0.5, top + 0.5, width - 1, 17, 4);
    pen.fillStyle = "rgba(15, 20, 27, 0.88)";
    pen.fill();
    if (label.kind !== "stale") {
      pen.strokeStyle = colour;
      pen.lineWidth = 1;
      pen.stroke();
    }
    pen.fillStyle = label.kind === "warning" ? "#F4F7FA" : colour;
    pen.fillText(text, left + 6, top + 9.5);
  }

  private fit(map: MapLibreMap): void {
    const box = map.getContainer();
    const ratio = window.devicePixelRatio;
    const width = Math.round(box.clientWidth * ratio);
    const height = Math.round(box.clientHeight * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
  }
}
