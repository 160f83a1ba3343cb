/** How fresh the picture is: time since the last tick of the feed decides, whatever the socket says. */
export type LinkState = "connecting" | "live" | "stale" | "lost";

export const STALE_AFTER_MS = 1000;
export const LOST_AFTER_MS = 3000;

/**
 * @param sinceStartMs since the console began to wait for a first tick
 * @param sinceTickMs since the last tick; null = none yet
 */
export function linkState(sinceStartMs: number, sinceTickMs: number | null): LinkState {
  if (sinceTickMs === null) {
    return sinceStartMs > LOST_AFTER_MS ? "lost" : "connecting";
  }
  if (sinceTickMs > LOST_AFTER_MS) {
    return "lost";
  }
  return sinceTickMs > STALE_AFTER_MS ? "stale" : "live";
}

/** Wait before try n (0, 1, 2 …): doubles from 250 ms to 5 s, with a jitter of one fifth so that consoles do not return in step. */
export function backOffMs(attempt: number, random: () => number): number {
  const wait = Math.min(5000, 250 * 2 ** attempt);
  return Math.round(wait * (0.8 + 0.4 * random()));
}
