import { RoadUserClass } from "@wire/map_pb";
import { WarningSeverity } from "@wire/warning_pb";

/** Okabe and Ito's colours, safe for colour-blind eyes, on a dark ground. Red, amber and green proper belong to signal heads. */
export const GROUND = "#0F141B";

export const CLASS_COLOUR: Record<RoadUserClass, string> = {
  [RoadUserClass.UNSPECIFIED]: "#B4BEC9",
  [RoadUserClass.CAR]: "#56B4E9",
  [RoadUserClass.TRUCK]: "#8FA9D8",
  [RoadUserClass.BUS]: "#009E73",
  [RoadUserClass.EMERGENCY]: "#CC79A7",
  [RoadUserClass.MOTORCYCLE]: "#F0E442",
  [RoadUserClass.BICYCLE]: "#F0E442",
  [RoadUserClass.PEDESTRIAN]: "#F0E442",
};

/** Orange is for dangers that are near; what is milder is pale. */
export const SEVERITY_COLOUR: Record<WarningSeverity, string> = {
  [WarningSeverity.UNSPECIFIED]: "#B4BEC9",
  [WarningSeverity.INFORMATION]: "#9FB3C8",
  [WarningSeverity.CAUTION]: "#D8C77A",
  [WarningSeverity.WARNING]: "#F08A3C",
  [WarningSeverity.IMMINENT]: "#FF6A2B",
};

export const SIGNAL_COLOUR = { G: "#35C46A", g: "#35C46A", y: "#FFC53D", r: "#F0483E" } as const;

export function rgb(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
