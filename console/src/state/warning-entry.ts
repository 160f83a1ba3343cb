import { DeliveryOutcome, type DeliveryReport } from "@wire/link_pb";
import { ClearReason, type Evidence, type LatencyStamps, type Warning, WarningPhase, type WarningSeverity } from "@wire/warning_pb";

export type StampName =
  | "generatedAtUs"
  | "edgeReceivedAtUs"
  | "observedAtUs"
  | "edgeDecidedAtUs"
  | "downlinkAtUs"
  | "uplinkAtUs"
  | "cloudReceivedAtUs"
  | "cloudDecidedAtUs"
  | "edgeReturnedAtUs";

export const STAMP_NAMES: readonly StampName[] = [
  "generatedAtUs",
  "edgeReceivedAtUs",
  "observedAtUs",
  "edgeDecidedAtUs",
  "downlinkAtUs",
  "uplinkAtUs",
  "cloudReceivedAtUs",
  "cloudDecidedAtUs",
  "edgeReturnedAtUs",
];

/** Microseconds since 1970 UTC; a stage that was not passed is absent. */
export type Stamps = Partial<Record<StampName, number>>;

/** How long after its validity ran out a warning without a "cleared" still counts as active: the feed may be late. */
const EXPIRY_GRACE_US = 2_000_000;

/** One warning from raise to clear, with what became of it on its way to the station. */
export class WarningEntry {
  readonly id: string;
  /** The newest state. */
  warning: Warning;
  /** The state that carried the evidence: it is made when the warning is raised. */
  withEvidence: Warning;
  /** The highest severity it ever had; the newest may be lower. */
  highestSeverity: WarningSeverity;
  readonly deliveries: DeliveryReport[] = [];
  /** The warning this one repeats, when edge and cloud both saw the same danger. */
  duplicateOf: string | null = null;
  /** Warnings that repeat this one. */
  readonly duplicates: string[] = [];
  clearedAtUs: number | null = null;
  clearReason: ClearReason = ClearReason.UNSPECIFIED;
  private firstRaisedUs: number;
  /** The parties as the feed numbers them: an edge numbers its tracks on its own. Null = not on the map. */
  hostTrackId: bigint | null = null;
  counterpartTrackId: bigint | null = null;
  private readonly stampsByDelivery: Stamps[] = [];

  constructor(warning: Warning) {
    this.id = warning.warningId;
    this.warning = warning;
    this.withEvidence = warning;
    this.highestSeverity = warning.severity;
    this.firstRaisedUs = Number(warning.raisedAtUs);
    this.update(warning);
  }

  update(warning: Warning): void {
    if (warning.updatedAtUs >= this.warning.updatedAtUs) {
      this.warning = warning;
    }
    if (warning.evidence && !this.withEvidence.evidence) {
      this.withEvidence = warning;
    }
    this.firstRaisedUs = Math.min(this.firstRaisedUs, Number(warning.raisedAtUs));
    if (warning.severity > this.highestSeverity) {
      this.highestSeverity = warning.severity;
    }
    if (warning.phase === WarningPhase.CLEARED) {
      this.clearedAtUs = Number(warning.updatedAtUs);
      this.clearReason = warning.clearReason;
    }
  }

  deliver(report: DeliveryReport): void {
    if (this.deliveries.some((known) => sameReport(known, report))) {
      return;
    }
    this.deliveries.push(report);
    if (report.outcome === DeliveryOutcome.DUPLICATE && report.duplicateOf !== "" && report.duplicateOf !== this.id) {
      this.duplicateOf = report.duplicateOf;
    }
    if (report.stamps && report.phase === this.withEvidence.phase) {
      this.stampsByDelivery.push(present(report.stamps));
    }
  }

  evidence(): Evidence | undefined {
    return this.withEvidence.evidence;
  }

  /** Whether two are predicted to touch; else it tells of a place, or of what somebody may come to. */
  ofCollision(): boolean {
    const measure = this.evidence()?.measure?.name;
    return measure === undefined ? this.warning.place === undefined : measure === "time_to_collision";
  }

  /**
   * Stamps of the evidence and, where it has none, those the edge added on delivery. When edge and cloud decided on different messages, only
   * those of the message that raised the warning: times of two messages beside each other would say nothing.
   */
  stamps(): Stamps {
    const told = this.evidence()?.stamps;
    const own = told ? present(told) : (this.stampsByDelivery[0] ?? {});
    const same = this.stampsByDelivery.filter((stamps) => stamps.generatedAtUs === own.generatedAtUs && stamps.edgeReceivedAtUs === own.edgeReceivedAtUs);
    return Object.assign({}, ...same, own) as Stamps;
  }

  isActive(feedTimeUs: number): boolean {
    return this.clearedAtUs === null && feedTimeUs <= Number(this.warning.validUntilUs) + EXPIRY_GRACE_US;
  }

  /** When it was cleared, otherwise when its validity ran out; of an active one: when it will. Microseconds since 1970 UTC. */
  endedAtUs(): number {
    return this.clearedAtUs ?? Number(this.warning.validUntilUs);
  }

  /** When the danger was first told: the states of a repeat carry the repeat's time. */
  raisedAtUs(): number {
    return this.firstRaisedUs;
  }

  /** How many further warnings of the same danger were held back, so that the station was warned once. */
  repeats(): number {
    const heldBack = this.deliveries.filter((report) => report.outcome === DeliveryOutcome.DUPLICATE && report.phase === WarningPhase.RAISED && report.duplicateOf === this.id);
    return heldBack.length + this.duplicates.length;
  }

  count(outcome: DeliveryOutcome): number {
    return this.deliveries.filter((report) => report.outcome === outcome).length;
  }
}

function present(stamps: LatencyStamps): Stamps {
  const found: Stamps = {};
  for (const name of STAMP_NAMES) {
    if (stamps[name] !== 0n) {
      found[name] = Number(stamps[name]);
    }
  }
  return found;
}

function sameReport(a: DeliveryReport, b: DeliveryReport): boolean {
  return a.outcome === b.outcome && a.phase === b.phase && a.atUs === b.atUs;
}
