import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from "maplibre-gl";
import { Cost } from "../cost";
import { CLASS_COLOUR, rgb, SEVERITY_COLOUR } from "../palette";
import type { Plane } from "./plane";
import { LINE_FRAGMENT, LINE_VERTEX, SHAPE_FRAGMENT, SHAPE_VERTEX } from "./shaders";

/** Kinds beyond the road user classes. */
export const CONFLICT_POINT = 8;
export const PATH_DOT = 9;
export const PLACE = 10;

export const RING_NONE = 0;
export const RING_SELECTED = 1;
export const RING_HOST = 2;
export const RING_COUNTERPART = 3;

const SHAPE_FLOATS = 10;
const LINE_FLOATS = 12;
const QUAD = new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]);

/** Least half width and half length of a symbol, CSS pixels at full symbol scale, by kind. */
const LEAST: readonly [number, number][] = [
  [3.5, 3.5],
  [4.6, 6.4],
  [4.6, 7.6],
  [4.8, 8.6],
  [5.4, 7.4],
  [3.4, 5.6],
  [3.4, 5.6],
  [3.5, 3.5],
  [7, 7],
  [2.2, 2.2],
  [8, 8],
];

/** A growing list of instances for one draw call. Used again each frame: no garbage. */
class InstanceList {
  data: Float32Array;
  count = 0;

  constructor(private readonly floats: number) {
    this.data = new Float32Array(floats * 256);
  }

  next(): number {
    const offset = this.count++ * this.floats;
    if (offset + this.floats > this.data.length) {
      const wider = new Float32Array(this.data.length * 2);
      wider.set(this.data);
      this.data = wider;
    }
    return offset;
  }
}

/** What the map asks for each frame: put everything that moves into the two lists. */
export interface Scene {
  fill(layer: TrafficLayer, nowMs: number): void;
  /** 0..1 while a warning pulses, negative when nothing does. */
  pulse(nowMs: number): number;
}

interface Program {
  program: WebGLProgram;
  array: WebGLVertexArrayObject;
  buffer: WebGLBuffer;
  uniform(name: string): WebGLUniformLocation | null;
}

/** Draws road users, warning lines and predicted paths in two instanced draw calls, straight from the state: no GeoJSON. */
export class TrafficLayer implements CustomLayerInterface {
  readonly id = "traffic";
  readonly type = "custom" as const;
  readonly renderingMode = "2d" as const;
  readonly shapes = new InstanceList(SHAPE_FLOATS);
  readonly lines = new InstanceList(LINE_FLOATS);
  readonly cost = new Cost();
  framesDrawn = 0;
  private map: MapLibreMap | null = null;
  private shapeProgram: Program | null = null;
  private lineProgram: Program | null = null;
  private readonly matrix = new Float32Array(16);

  constructor(
    readonly plane: Plane,
    private readonly scene: Scene,
  ) {}

  shape(east: number, north: number, heading: number, kind: number, length: number, width: number, opacity: number, hollow: boolean, ring: number, severity: number): void {
    const offset = this.shapes.next();
    const data = this.shapes.data;
    data[offset] = east;
    data[offset + 1] = north;
    data[offset + 2] = heading;
    data[offset + 3] = kind;
    data[offset + 4] = length;
    data[offset + 5] = width;
    data[offset + 6] = opacity;
    data[offset + 7] = hollow ? 1 : 0;
    data[offset + 8] = ring;
    data[offset + 9] = severity;
  }

  /** @param startM metres along the whole line where this piece starts, so that dashes run on */
  line(fromEast: number, fromNorth: number, toEast: number, toNorth: number, colour: readonly [number, number, number], opacity: number, widthPx: number, dashPx: number, startM: number): void {
    const offset = this.lines.next();
    this.lines.data.set([fromEast, fromNorth, toEast, toNorth, colour[0], colour[1], colour[2], opacity, widthPx, dashPx, startM, 0], offset);
  }

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext): void {
    this.map = map;
    const quad = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, quad);
    gl.bufferData(gl.ARRAY_BUFFER, QUAD, gl.STATIC_DRAW);
    this.shapeProgram = program(gl, SHAPE_VERTEX, SHAPE_FRAGMENT, quad, [4, 4, 2]);
    this.lineProgram = program(gl, LINE_VERTEX, LINE_FRAGMENT, quad, [4, 4, 4]);
    gl.useProgram(this.shapeProgram.program);
    gl.uniform2fv(this.shapeProgram.uniform("least"), LEAST.flat());
    const kinds = LEAST.map((_, kind) => rgb(CLASS_COLOUR[kind as keyof typeof CLASS_COLOUR] ?? "#E8EEF4"));
    gl.uniform3fv(this.shapeProgram.uniform("kindColour"), kinds.flat());
    gl.uniform3fv(this.shapeProgram.uniform("severityColour"), Object.values(SEVERITY_COLOUR).flatMap(rgb));
  }

  render(context: WebGLRenderingContext | WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    const gl = context as WebGL2RenderingContext;
    const map = this.map;
    if (!map || !this.shapeProgram || !this.lineProgram) {
      return;
    }
    const nowMs = performance.now();
    this.shapes.count = 0;
    this.lines.count = 0;
    this.scene.fill(this, nowMs);
    this.place(input.defaultProjectionData.mainMatrix);
    const pxPerM = this.plane.pixelsPerMetre(map.getZoom());
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.draw(gl, this.lineProgram, this.lines, LINE_FLOATS, pxPerM);
    gl.useProgram(this.shapeProgram.program);
    gl.uniform1f(this.shapeProgram.uniform("symbolScale"), Math.min(1, Math.max(0.62, 0.84 + (map.getZoom() - 13.5) * 0.12)));
    gl.uniform1f(this.shapeProgram.uniform("pulse"), this.scene.pulse(nowMs));
    this.draw(gl, this.shapeProgram, this.shapes, SHAPE_FLOATS, pxPerM);
    gl.bindVertexArray(null);
    this.framesDrawn++;
    this.cost.add(performance.now() - nowMs);
  }

  /** The map's matrix, moved to the plane's origin in doubles before it is cut to floats. */
  private place(main: ArrayLike<number>): void {
    const unit = this.plane.unitsPerMetre;
    for (let row = 0; row < 4; row++) {
      const x = main[row] ?? 0;
      const y = main[4 + row] ?? 0;
      this.matrix[row] = x * unit;
      this.matrix[4 + row] = -y * unit;
      this.matrix[8 + row] = main[8 + row] ?? 0;
      this.matrix[12 + row] = x * this.plane.originX + y * this.plane.originY + (main[12 + row] ?? 0);
    }
  }

  private draw(gl: WebGL2RenderingContext, program: Program, list: InstanceList, floats: number, pxPerM: number): void {
    if (list.count === 0) {
      return;
    }
    gl.useProgram(program.program);
    gl.uniformMatrix4fv(program.uniform("toClip"), false, this.matrix);
    gl.uniform1f(program.uniform("pxPerM"), pxPerM);
    gl.bindVertexArray(program.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, program.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, list.data.subarray(0, list.count * floats), gl.DYNAMIC_DRAW);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, list.count);
  }
}

function program(gl: WebGL2RenderingContext, vertex: string, fragment: string, quad: WebGLBuffer, sizes: number[]): Program {
  const linked = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) {
      throw new Error("no WebGL2 shader: context lost");
    }
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
      throw new Error(`shader refused: ${gl.getShaderInfoLog(shader)}`);
    }
    gl.attachShader(linked, shader);
  }
  gl.linkProgram(linked);
  if (!gl.getProgramParameter(linked, gl.LINK_STATUS)) {
    throw new Error(`shaders do not fit: ${gl.getProgramInfoLog(linked)}`);
  }
  const array = gl.createVertexArray();
  const buffer = gl.createBuffer();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, quad);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  const stride = sizes.reduce((sum, size) => sum + size, 0) * 4;
  let offset = 0;
  sizes.forEach((size, i) => {
    gl.enableVertexAttribArray(i + 1);
    gl.vertexAttribPointer(i + 1, size, gl.FLOAT, false, stride, offset);
    gl.vertexAttribDivisor(i + 1, 1);
    offset += size * 4;
  });
  gl.bindVertexArray(null);
  const places = new Map<string, WebGLUniformLocation | null>();
  const uniform = (name: string) => {
    if (!places.has(name)) {
      places.set(name, gl.getUniformLocation(linked, name));
    }
    return places.get(name) ?? null;
  };
  return { program: linked, array, buffer, uniform };
}
