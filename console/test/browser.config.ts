import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here(".."),
  resolve: { alias: { "@wire": here("../target/wire/v2x") } },
  test: {
    // A busy machine draws a page in seconds; what a test says itself is longer still.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    globalSetup: here("browser/global.ts"),
    include: ["test/browser/**/*.test.ts"],
    cache: false,
    pool: "threads",
    maxWorkers: 2,
    isolate: false,
  },
});
