// Steps of the console's build: tools by the lock file, bundle into target/classes/io/yunkong/console, tests. A step whose inputs are unchanged is left out.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = ["src", "public", "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "wire.mjs", "build.mjs", "test", "../proto/src/main/protobuf"];

function files(path) {
  return statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => files(join(path, name))) : [path];
}

function digest(paths) {
  const hash = createHash("sha256").update(process.version);
  for (const path of paths.flatMap(files)) {
    hash.update(path).update("\0").update(readFileSync(path));
  }
  return hash.digest("hex");
}

function npm(...args) {
  const done = spawnSync("npm", ["--loglevel=error", ...args], { stdio: "inherit" });
  if (done.status !== 0) {
    console.error(`console: npm ${args.join(" ")} failed: status=${done.status}`);
    process.exit(1);
  }
}

/** Runs a step when its inputs differ from those of its last good run. */
function when(stamp, inputs, product, step) {
  const now = digest(inputs);
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) {
    return;
  }
  step();
  writeFileSync(stamp, now);
}

const step = process.argv[2];
if (step === "bundle") {
  mkdirSync("target", { recursive: true });
  when("node_modules/.lock-digest", ["package-lock.json", ".npmrc"], "node_modules", () => npm("ci", "--no-audit", "--no-fund"));
  when("target/bundle.digest", SOURCES, "target/classes/io/yunkong/console/index.html", () => npm("run", "--silent", "build", "--", "--logLevel", "warn"));
} else if (step === "test") {
  npm("run", "--silent", "test");
} else if (step === "browser-test") {
  npm("run", "--silent", "test:browser");
} else {
  console.error(`console: unknown step: ${step}`);
  process.exit(2);
}
