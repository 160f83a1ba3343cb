/** Address of the map's worker; vite.config.ts makes it. */
declare module "map-worker-url" {
  const address: string;
  export default address;
}
