/**
 * The map's working plane: Web Mercator seen from a zone's origin, scaled so that one unit is one metre at the origin.
 * Offsets from the origin stay small, so that 32-bit floats on the graphics card are exact to a millimetre.
 */
export const EARTH_CIRCUMFERENCE_M = 40075016.68557849;

const mercatorX = (lonDeg: number) => (lonDeg + 180) / 360;
const mercatorY = (latDeg: number) => (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (latDeg * Math.PI) / 360))) / 360;

export class Plane {
  readonly originX: number;
  readonly originY: number;
  /** Mercator units (the world is 1 wide) in a metre at the origin. */
  readonly unitsPerMetre: number;

  constructor(originLonDeg: number, originLatDeg: number) {
    this.originX = mercatorX(originLonDeg);
    this.originY = mercatorY(originLatDeg);
    this.unitsPerMetre = 1 / (EARTH_CIRCUMFERENCE_M * Math.cos((originLatDeg * Math.PI) / 180));
  }

  eastM(lonDeg: number): number {
    return (mercatorX(lonDeg) - this.originX) / this.unitsPerMetre;
  }

  northM(latDeg: number): number {
    return (this.originY - mercatorY(latDeg)) / this.unitsPerMetre;
  }

  lonDeg(eastM: number): number {
    return (this.originX + eastM * this.unitsPerMetre) * 360 - 180;
  }

  latDeg(northM: number): number {
    const y = this.originY - northM * this.unitsPerMetre;
    return (Math.atan(Math.exp(((180 - y * 360) * Math.PI) / 180)) * 360) / Math.PI - 90;
  }

  /** CSS pixels in a metre at a map zoom (MapLibre: the world is 512 px wide at zoom 0). */
  pixelsPerMetre(zoom: number): number {
    return 512 * 2 ** zoom * this.unitsPerMetre;
  }
}
