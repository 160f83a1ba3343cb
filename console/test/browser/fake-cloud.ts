import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { FeedTickSchema } from "@wire/feed_pb";
import { type WebSocket, WebSocketServer } from "ws";

export type Tick = MessageInitShape<typeof FeedTickSchema>;

/** The policy the cloud serves the console under: nothing inline, nothing from elsewhere. */
export const POLICY = "default-src 'self'; worker-src 'self' blob:; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Record<string, string> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

export interface Script {
  zone: string;
  titleZh: string;
  titleEn: string;
  map: unknown;
  /** Of the map; its ETag. */
  zoneVersion: string;
  /** The whole picture at a time, microseconds since 1970 UTC; warnings and deliveries are those to be sent once. */
  tick(atUs: number): Tick;
  /** Warnings the feed tells no more, with their evidence. */
  readonly kept: NonNullable<Tick["warnings"]>;
}

/** Stands for a cloud node in browser tests: the built console, one zone's map, and a scripted feed in the real wire format. */
export class FakeCloud {
  url = "";
  mapStatus = 200;
  mapsServed = 0;
  private readonly http: Server;
  private readonly sockets = new WebSocketServer({ noServer: true, handleProtocols: () => "v2x.v1.protobuf" });
  private readonly sequences = new Map<WebSocket, { last: number; snapshot: boolean }>();
  private timer: NodeJS.Timeout | undefined;
  private silent = false;
  private refusing = false;
  private skip = 0;
  private known = new Set<bigint>();

  constructor(
    private readonly site: string,
    private readonly script: Script,
  ) {
    this.http = createServer((request, response) => void this.answer(request.url ?? "/", response));
    this.http.on("upgrade", (request, socket, head) => {
      if (this.refusing || request.url !== `/api/v1/zones/${script.zone}/feed`) {
        socket.destroy();
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (opened) => {
        this.sequences.set(opened, { last: 0, snapshot: true });
        opened.on("close", () => this.sequences.delete(opened));
      });
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.http.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/`;
    this.timer = setInterval(() => this.send(), 100);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.cut();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  /** Ticks stop, the sockets stay open. */
  silence(silent: boolean): void {
    this.silent = silent;
  }

  /** Sockets are cut and not taken again until {@link restore}. */
  cut(): void {
    this.refusing = true;
    for (const socket of this.sequences.keys()) {
      socket.terminate();
    }
  }

  restore(): void {
    this.refusing = false;
  }

  /** Leaves out ticks, as for a slow reader: the sequence goes on and a snapshot follows. */
  skipTicks(count: number): void {
    this.skip = count;
  }

  private send(): void {
    if (this.silent) {
      return;
    }
    const tick = this.script.tick(Date.now() * 1000);
    const present = new Set((tick.tracks ?? []).map((track) => track.trackId ?? 0n));
    const removedTrackIds = [...this.known].filter((id) => !present.has(id));
    this.known = present;
    for (const [socket, reader] of this.sequences) {
      reader.last++;
      if (this.skip > 0) {
        reader.snapshot = true;
        continue;
      }
      const message = create(FeedTickSchema, { ...tick, removedTrackIds, sequence: BigInt(reader.last), snapshot: reader.snapshot });
      reader.snapshot = false;
      socket.send(toBinary(FeedTickSchema, message));
    }
    this.skip = Math.max(0, this.skip - 1);
  }

  private async answer(url: string, response: ServerResponse): Promise<void> {
    const path = new URL(url, "http://localhost").pathname;
    const { zone, titleZh, titleEn } = this.script;
    if (path === "/api/v1/zones") {
      return json(response, 200, { zones: [{ id: zone, title_zh: titleZh, title_en: titleEn }] });
    }
    if (path === `/api/v1/zones/${zone}/map`) {
      this.mapsServed++;
      response.setHeader("etag", `"${this.script.zoneVersion}"`);
      return this.mapStatus === 200 ? json(response, 200, this.script.map) : json(response, this.mapStatus, { title: "zone not loaded", detail: "zone not loaded: zone=small", status: this.mapStatus });
    }
    if (path === `/api/v1/zones/${zone}/warnings`) {
      // A list comes without evidence.
      return protobuf(response, { warnings: this.script.kept.map(({ evidence: _, ...warning }) => warning) });
    }
    const kept = this.script.kept.find((warning) => path === `/api/v1/warnings/${warning.warningId}`);
    if (kept) {
      return protobuf(response, { warnings: [kept] });
    }
    try {
      const file = normalize(join(this.site, path === "/" ? "index.html" : path));
      const body = await readFile(file.startsWith(this.site) ? file : "");
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY });
      response.end(body);
    } catch {
      json(response, 404, { title: "not found", detail: path });
    }
  }
}

function protobuf(response: ServerResponse, tick: Tick): void {
  response.writeHead(200, { "content-type": "application/x-protobuf", "content-security-policy": POLICY });
  response.end(toBinary(FeedTickSchema, create(FeedTickSchema, tick)));
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": status === 200 ? "application/json" : "application/problem+json", "content-security-policy": POLICY });
  response.end(JSON.stringify(body));
}
