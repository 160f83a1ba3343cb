const KEPT = 600;

/** What the page's own code takes, milliseconds a turn, over its last turns; the debug hook tells it. */
export class Cost {
  private readonly turns = new Float64Array(KEPT);
  private count = 0;
  private pendingMs = 0;

  add(ms: number): void {
    this.pendingMs += ms;
  }

  endTurn(): void {
    this.turns[this.count++ % KEPT] = this.pendingMs;
    this.pendingMs = 0;
  }

  /** @param share 0..1, such as 0.95; NaN before the first turn */
  quantileMs(share: number): number {
    const sorted = this.turns.slice(0, Math.min(this.count, KEPT)).sort();
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  }
}
