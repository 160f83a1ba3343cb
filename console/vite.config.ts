import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "./",
  resolve: { alias: { "@wire": here("target/wire/v2x") } },
  // Every server knows the type of .js; not every one knows .mjs, and a browser refuses a module of unknown type.
  worker: { format: "es", rolldownOptions: { output: { entryFileNames: "assets/[name]-[hash].js" } } },
  build: {
    // Into the jar: cloud-core serves it from the class path.
    outDir: here("target/classes/io/yunkong/console"),
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
