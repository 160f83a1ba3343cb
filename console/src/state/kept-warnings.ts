import type { FeedTick } from "@wire/feed_pb";
import type { ZoneState } from "./zone-state";

export type Asked = "loading" | "unknown" | "failed" | "answered";

/** Warnings the feed no longer tells: those from before this page was opened, and evidence that came before it. Asked for once each. */
export class KeptWarnings {
  private readonly asked = new Map<string, Asked>();

  /** @param load the kept warning with its evidence; null = the cloud keeps it no longer */
  constructor(
    private readonly state: ZoneState,
    private readonly load: (id: string) => Promise<FeedTick | null>,
    private readonly loaded: (askedId: string, id: string) => void,
  ) {}

  /** Asks for a warning whose evidence is not here; what became of the question, null = nothing had to be asked. */
  want(id: string): Asked | null {
    if (this.state.warnings.get(id)?.evidence()) {
      return null;
    }
    const before = this.asked.get(id);
    if (before === undefined) {
      this.asked.set(id, "loading");
      void this.ask(id);
    }
    return before ?? "loading";
  }

  /** Asks again for what could not be had. */
  retry(): void {
    for (const [id, asked] of this.asked) {
      if (asked === "failed") {
        this.asked.delete(id);
      }
    }
  }

  private async ask(id: string): Promise<void> {
    try {
      const tick = await this.load(id);
      const kept = tick?.warnings[0];
      this.asked.set(id, kept ? "answered" : "unknown");
      if (tick && kept) {
        this.state.applyKept(tick);
        this.loaded(id, kept.warningId);
      }
    } catch {
      // The inspector says so; the link's state says why.
      this.asked.set(id, "failed");
    }
  }
}
