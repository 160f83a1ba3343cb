import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { GROUND, SIGNAL_COLOUR } from "../palette";
import type { RoadMap } from "./road-map";

/** Fonts of the machine: the style names no glyph server. */
const FONTS = ["Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];

export const LANGUAGE_LAYERS = ["place-label"];

/** A width in metres as pixels at every zoom. */
function metres(plane: RoadMap["plane"], width: ExpressionSpecification | number, leastPx = 0.5): ExpressionSpecification {
  const low = plane.pixelsPerMetre(12);
  const high = plane.pixelsPerMetre(22);
  return [
    "interpolate",
    ["exponential", 2],
    ["zoom"],
    12,
    ["max", ["*", width, low], leastPx],
    16,
    ["max", ["*", width, plane.pixelsPerMetre(16)], leastPx],
    22,
    ["*", width, high],
  ] as ExpressionSpecification;
}

export function roadStyle(map: RoadMap, language: "zh" | "en"): StyleSpecification {
  return {
    version: 8,
    sources: {
      lanes: { type: "geojson", data: map.lanes },
      junctions: { type: "geojson", data: map.junctions },
      stops: { type: "geojson", data: map.stopLines, promoteId: "key" },
      arrows: { type: "geojson", data: map.arrows },
      places: { type: "geojson", data: map.places },
      rsus: { type: "geojson", data: map.rsus },
      ranges: { type: "geojson", data: map.rsuRanges },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": GROUND } },
      { id: "range-fill", type: "fill", source: "ranges", paint: { "fill-color": "#E69F00", "fill-opacity": ["interpolate", ["linear"], ["zoom"], 14, 0.04, 16.5, 0] } },
      ...surface(map),
      ...markings(map),
      {
        id: "range-line",
        type: "line",
        source: "ranges",
        paint: { "line-color": "#E69F00", "line-opacity": 0.38, "line-width": 1, "line-dasharray": [4, 4] },
      },
      ...symbols(language),
    ],
  };
}

function surface(map: RoadMap): LayerSpecification[] {
  const width: ExpressionSpecification = ["get", "width"];
  const inner: ExpressionSpecification = ["-", ["get", "width"], 0.24];
  const lane = (id: string, filter: FilterSpecification, colour: string | ExpressionSpecification, wide: ExpressionSpecification, minzoom = 0): LayerSpecification => ({
    id,
    type: "line",
    source: "lanes",
    minzoom,
    filter,
    layout: { "line-cap": "butt", "line-join": "round" },
    paint: { "line-color": colour, "line-width": metres(map.plane, wide) },
  });
  // From afar a road is a line and must stand out; from near it is the ground of its traffic.
  const road: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 14, "#3F4D5F", 16.5, "#2A333F"];
  const is = (kind: string, inside: number): FilterSpecification => ["all", ["==", ["get", "kind"], kind], ["==", ["get", "inside"], inside]];
  return [
    lane("sidewalk", is("sidewalk", 0), "#1A212A", width, 13),
    lane("bicycle", is("bicycle", 0), "#1E3330", width, 13),
    lane("vehicle-edge", is("vehicle", 0), "#566579", width),
    lane("vehicle", is("vehicle", 0), road, inner),
    lane("bicycle-inside", is("bicycle", 1), "#232E36", width, 15),
    lane("vehicle-inside", is("vehicle", 1), road, width),
    { id: "junction", type: "fill", source: "junctions", paint: { "fill-color": road } },
    { id: "junction-edge", type: "line", source: "junctions", minzoom: 15, paint: { "line-color": "#3A4554", "line-width": 1 } },
  ];
}

function markings(map: RoadMap): LayerSpecification[] {
  const state: ExpressionSpecification = ["coalesce", ["feature-state", "state"], "?"];
  return [
    {
      id: "crosswalk",
      type: "line",
      source: "lanes",
      minzoom: 15.5,
      filter: ["==", ["get", "kind"], "crosswalk"],
      paint: {
        "line-color": "#8793A1",
        "line-opacity": ["interpolate", ["linear"], ["zoom"], 15.5, 0.2, 17, 0.5],
        "line-width": metres(map.plane, ["get", "width"]),
        "line-dasharray": [0.14, 0.14],
      },
    },
    {
      id: "arrow",
      type: "symbol",
      source: "arrows",
      minzoom: 16.5,
      layout: {
        "icon-image": ["get", "icon"],
        "icon-rotate": ["get", "bearing"],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        // The picture is 64 px high at ratio 2 and stands for 6 metres.
        "icon-size": ["interpolate", ["exponential", 2], ["zoom"], 16, (6 * map.plane.pixelsPerMetre(16)) / 32, 22, (6 * map.plane.pixelsPerMetre(22)) / 32],
      },
      paint: { "icon-opacity": 0.55 },
    },
    {
      id: "stop-line",
      type: "line",
      source: "stops",
      minzoom: 14.5,
      paint: {
        // Shape beside colour: a red bar is thick, a green one thin.
        "line-color": ["match", state, ["G", "g"], SIGNAL_COLOUR.G, "y", SIGNAL_COLOUR.y, "r", SIGNAL_COLOUR.r, "#6B7684"],
        "line-opacity": ["match", state, "g", 0.75, "?", 0.5, 1],
        "line-width": metres(map.plane, ["*", ["match", state, ["G", "g"], 0.55, "y", 0.8, "r", 1.0, 0.4], ["match", ["get", "vehicle"], 1, 1, 0.6]], 1.4),
      },
    },
  ];
}

function symbols(language: "zh" | "en"): LayerSpecification[] {
  const text = { "text-color": "#A9B6C3", "text-halo-color": GROUND, "text-halo-width": 1.6 };
  return [
    {
      id: "place",
      type: "symbol",
      source: "places",
      minzoom: 13,
      filter: ["==", ["get", "stop"], 1],
      layout: { "icon-image": "bus-stop", "icon-size": ["interpolate", ["linear"], ["zoom"], 13, 0.6, 16, 1], "icon-allow-overlap": true },
    },
    {
      id: "place-label",
      type: "symbol",
      source: "places",
      minzoom: 13.6,
      layout: {
        "text-field": ["get", language],
        "text-font": FONTS,
        "text-size": 12,
        "text-anchor": "top",
        "text-offset": [0, 0.9],
        "text-max-width": 9,
        "symbol-sort-key": ["-", 0, ["get", "stop"]],
      },
      paint: text,
    },
    {
      id: "rsu",
      type: "symbol",
      source: "rsus",
      layout: {
        "icon-image": "rsu",
        "icon-allow-overlap": true,
        "text-field": ["step", ["zoom"], "", 14, ["get", "id"]],
        "text-font": FONTS,
        "text-size": 11,
        "text-anchor": "bottom",
        "text-offset": [0, -0.9],
        "text-optional": true,
      },
      paint: { ...text, "text-color": "#E6B24D" },
    },
  ];
}
