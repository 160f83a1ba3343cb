import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here(".."),
  resolve: { alias: { "@wire": here("../target/wire/v2x") } },
  test: {
    // A busy machine draws a page in seconds, and stands still for some: these only end what is hopeless.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: here("browser/global.ts"),
    include: ["test/browser/**/*.test.ts"],
    cache: false,
    pool: "threads",
    maxWorkers: 2,
    isolate: false,
  },
});
