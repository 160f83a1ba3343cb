import { WarningSeverity } from "@wire/warning_pb";
import { svg } from "../dom";
import { SEVERITY_COLOUR } from "../palette";

/** Shape by severity: circle, triangle, diamond, octagon; full while it lasts, hollow when it has ended. The word stands beside it wherever it is used. */
const SHAPES: Record<WarningSeverity, string> = {
  [WarningSeverity.UNSPECIFIED]: '<circle cx="8" cy="8" r="5"/>',
  [WarningSeverity.INFORMATION]: '<circle cx="8" cy="8" r="6"/>',
  [WarningSeverity.CAUTION]: '<path d="M8 1.5 15 14H1Z"/>',
  [WarningSeverity.WARNING]: '<path d="M8 .8 15.2 8 8 15.2.8 8Z"/>',
  [WarningSeverity.IMMINENT]: '<path d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2Z"/><path class="sign" d="M8 4.2v5M8 10.5v2.2"/>',
};

export function severityMark(severity: WarningSeverity, active: boolean): SVGSVGElement {
  const colour = SEVERITY_COLOUR[severity] ?? SEVERITY_COLOUR[0];
  return svg("-1 -1 18 18", SHAPES[severity] ?? SHAPES[0], { class: "severity-mark", ...(active ? { fill: colour } : { fill: "none", stroke: colour, "stroke-width": 1.6 }) });
}
