import type { FeedTick } from "@wire/feed_pb";
import { Cost } from "../cost";
import { decodeTick } from "./decode-tick";
import { backOffMs } from "./link-state";

export interface FeedListener {
  tick(tick: FeedTick): void;
  /** A frame that is not a tick; the socket is closed and opened again. */
  broken(reason: string): void;
}

export interface FeedCounters {
  ticks: number;
  bytes: number;
  /** Ticks the server left out for this socket. */
  skipped: number;
  /** Ticks thrown away while waiting for a snapshot after a gap. */
  discarded: number;
  connects: number;
}

const SUBPROTOCOL = "v2x.v1.protobuf";
/** A socket that is open but silent for this long is given up: the peer may be gone without a word. */
const SILENCE_MS = 5000;

/** One zone's feed over a WebSocket that is opened again for as long as the console wants it. */
export class FeedSocket {
  readonly counters: FeedCounters = { ticks: 0, bytes: 0, skipped: 0, discarded: 0, connects: 0 };
  /** Of decoding a tick and taking it in. */
  readonly cost = new Cost();
  private socket: WebSocket | null = null;
  private timer: number | undefined;
  private watchdog: number | undefined;
  private attempt = 0;
  private lastSequence = 0n;
  private needsSnapshot = true;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly listener: FeedListener,
  ) {
    this.open();
  }

  close(): void {
    this.closed = true;
    window.clearTimeout(this.timer);
    window.clearTimeout(this.watchdog);
    this.socket?.close();
  }

  private open(): void {
    const socket = new WebSocket(this.url, SUBPROTOCOL);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.lastSequence = 0n;
    this.needsSnapshot = true;
    this.counters.connects++;
    this.watch(socket);
    socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => {
      if (typeof event.data !== "string") {
        this.receive(socket, new Uint8Array(event.data));
      }
    };
    socket.onclose = () => this.reopen(socket);
  }

  private receive(socket: WebSocket, bytes: Uint8Array): void {
    this.watch(socket);
    const nowMs = performance.now();
    let tick: FeedTick;
    try {
      tick = decodeTick(bytes);
    } catch (error) {
      this.listener.broken(String(error));
      socket.close();
      return;
    }
    this.attempt = 0;
    this.counters.ticks++;
    this.counters.bytes += bytes.length;
    if (this.lastSequence > 0n && tick.sequence > this.lastSequence + 1n) {
      this.counters.skipped += Number(tick.sequence - this.lastSequence - 1n);
      this.needsSnapshot = true;
    }
    this.lastSequence = tick.sequence;
    if (this.needsSnapshot && !tick.snapshot) {
      // Changes to a picture we do not have. The protocol promises a snapshot after a gap; without one, start over.
      this.counters.discarded++;
      if (this.counters.discarded % 20 === 0) {
        socket.close();
      }
      return;
    }
    this.needsSnapshot = false;
    this.listener.tick(tick);
    this.cost.add(performance.now() - nowMs);
    this.cost.endTurn();
  }

  private watch(socket: WebSocket): void {
    window.clearTimeout(this.watchdog);
    this.watchdog = window.setTimeout(() => {
      socket.close();
      // close() waits for the peer's answer; do not.
      this.reopen(socket);
    }, SILENCE_MS);
  }

  private reopen(socket: WebSocket): void {
    if (this.closed || this.socket !== socket) {
      return;
    }
    this.socket = null;
    window.clearTimeout(this.watchdog);
    this.timer = window.setTimeout(() => this.open(), backOffMs(this.attempt++, Math.random));
  }
}
