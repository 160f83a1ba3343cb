import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here(".."),
  resolve: { alias: { "@wire": here("../target/wire/v2x") } },
  test: { include: ["test/unit/**/*.test.ts"], cache: false, pool: "threads", maxWorkers: 1, isolate: false },
});
