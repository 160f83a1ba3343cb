import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MAPLIBRE = here("node_modules/maplibre-gl/src");
const WORKER_URL = "map-worker-url";

/** How MapLibre's sources mean their class fields: a field that only names its type does not undo what the parent's constructor set. */
const CLASS_FIELDS = { assumptions: { setPublicClassFields: true }, typescript: { removeClassFieldsWithoutInitializer: true } };

/**
 * MapLibre's ready-made page and worker files hold a third of their code twice. Built here from the sources of the same package, in one build,
 * what both need becomes one file that is loaded once. The development server takes the ready-made files.
 */
function mapLibre(): Plugin {
  let building = false;
  return {
    name: "maplibre",
    config: (_, { command }) => {
      building = command === "build";
      return building ? { resolve: { alias: [{ find: /^maplibre-gl$/, replacement: `${MAPLIBRE}/index.ts` }] }, oxc: CLASS_FIELDS } : {};
    },
    resolveId: (id) => (id === WORKER_URL ? `\0${WORKER_URL}` : null),
    load(id) {
      if (id !== `\0${WORKER_URL}`) {
        return null;
      }
      if (!building) {
        return 'export { default } from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";';
      }
      const worker = this.emitFile({ type: "chunk", id: `${MAPLIBRE}/source/worker.ts`, name: "map-worker" });
      return `export default import.meta.ROLLUP_FILE_URL_${worker};`;
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [mapLibre()],
  resolve: { alias: { "@wire": here("target/wire/v2x") } },
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
    rolldownOptions: { output: { chunkFileNames: ({ name }) => `assets/${name === "map-worker" ? name : "map-shared"}-[hash].js` } },
  },
  server: { host: "127.0.0.1", proxy: { "/api": { target: process.env.YUNKONG_CLOUD ?? "http://127.0.0.1:8080", ws: true } } },
});
