import type { Map as MapLibreMap } from "maplibre-gl";

/** Small pictures drawn at start-up, so that nothing has to be fetched. */
export function addRoadIcons(map: MapLibreMap): void {
  for (const letters of subsets(["u", "l", "s", "r"])) {
    map.addImage(`arrow-${letters}`, draw(64, (pen) => turnArrow(pen, letters)), { pixelRatio: 2 });
  }
  map.addImage("rsu", draw(36, rsu), { pixelRatio: 2 });
  map.addImage("bus-stop", draw(36, busStop), { pixelRatio: 2 });
}

function subsets(letters: string[]): string[] {
  let all = [""];
  for (const letter of letters) {
    all = all.concat(all.map((start) => start + letter));
  }
  return all.filter((set) => set !== "");
}

function draw(size: number, paint: (pen: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext("2d");
  if (!pen) {
    throw new Error("no 2D canvas: the map's pictures cannot be drawn");
  }
  paint(pen);
  return pen.getImageData(0, 0, size, size);
}

function turnArrow(pen: CanvasRenderingContext2D, letters: string): void {
  pen.strokeStyle = "#DCE3EA";
  pen.fillStyle = "#DCE3EA";
  pen.lineWidth = 4;
  pen.lineJoin = "round";
  const head = (x: number, y: number, angle: number) => {
    pen.save();
    pen.translate(x, y);
    pen.rotate(angle);
    pen.beginPath();
    pen.moveTo(0, -10);
    pen.lineTo(7, 3);
    pen.lineTo(-7, 3);
    pen.closePath();
    pen.fill();
    pen.restore();
  };
  const stroke = (points: [number, number][]) => {
    pen.beginPath();
    points.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
    pen.stroke();
  };
  stroke([
    [32, 62],
    [32, letters.includes("s") ? 14 : 38],
  ]);
  if (letters.includes("s")) {
    head(32, 12, 0);
  }
  if (letters.includes("l")) {
    stroke([
      [32, 46],
      [32, 38],
      [20, 30],
    ]);
    head(17, 28, -Math.PI / 3);
  }
  if (letters.includes("r")) {
    stroke([
      [32, 46],
      [32, 38],
      [44, 30],
    ]);
    head(47, 28, Math.PI / 3);
  }
  if (letters.includes("u")) {
    stroke([
      [32, 50],
      [16, 50],
    ]);
    head(15, 52, Math.PI);
  }
}

function rsu(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = "#E69F00";
  pen.strokeStyle = "#0F141B";
  pen.lineWidth = 2.5;
  pen.beginPath();
  pen.moveTo(18, 5);
  pen.lineTo(31, 29);
  pen.lineTo(5, 29);
  pen.closePath();
  pen.fill();
  pen.stroke();
  pen.fillStyle = "#0F141B";
  pen.beginPath();
  pen.arc(18, 21, 3.5, 0, 2 * Math.PI);
  pen.fill();
}

function busStop(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = "#0F141B";
  pen.strokeStyle = "#009E73";
  pen.lineWidth = 3;
  pen.beginPath();
  pen.roundRect(5, 5, 26, 26, 7);
  pen.fill();
  pen.stroke();
  pen.fillStyle = "#5FD3AE";
  pen.fillRect(11, 11, 14, 8);
  pen.fillRect(11, 21, 14, 3);
  pen.fillRect(12, 25, 3, 3);
  pen.fillRect(21, 25, 3, 3);
}
