import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "./",
  resolve: { alias: { "@wire": here("target/wire/v2x") } },
  build: {
    // Into the jar, under console/: cloud-core serves it from the class path.
    outDir: here("target/classes/console"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    // Texts of the bundled libraries' licences, shipped beside them.
    license: { fileName: "licenses.md" },
  },
  server: { host: "127.0.0.1", proxy: { "/api": { target: process.env.YUNKONG_CLOUD ?? "http://127.0.0.1:8080", ws: true } } },
});
