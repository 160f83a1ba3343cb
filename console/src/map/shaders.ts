/** One quad a road user; the fragment shader draws its outline as a signed distance, so it is sharp at every zoom. All lengths in CSS pixels. */
export const SHAPE_VERTEX = `#version 300 es
precision highp float;
layout(location = 0) in vec2 corner;
layout(location = 1) in vec4 place;   // east m, north m, heading rad, kind
layout(location = 2) in vec4 body;    // length m, width m, opacity, hollow 0/1
layout(location = 3) in vec2 ring;    // 0 none, 1 selected, 2 host, 3 counterpart; severity colour index
uniform mat4 toClip;
uniform float pxPerM;
uniform float symbolScale;
uniform vec2 least[11];
out vec2 at;
out vec2 halfSize;
out float real;
flat out int kind;
flat out vec4 look;                   // opacity, hollow, ring, severity
void main() {
  kind = int(place.w + 0.5);
  vec2 true_ = vec2(body.y, body.x) * 0.5 * pxPerM;
  halfSize = max(true_, least[kind] * symbolScale);
  // 0 = a symbol, 1 = drawn to scale.
  real = smoothstep(0.75, 1.1, true_.y / (least[kind].y * symbolScale));
  float pad = ring.x > 0.5 ? 22.0 : 3.0;
  at = corner * (halfSize + pad);
  vec2 m = at / pxPerM;
  float c = cos(place.z);
  float s = sin(place.z);
  vec2 ground = place.xy + vec2(m.x * c + m.y * s, -m.x * s + m.y * c);
  look = vec4(body.z, body.w, ring.x, ring.y);
  gl_Position = toClip * vec4(ground, 0.0, 1.0);
}`;

export const SHAPE_FRAGMENT = `#version 300 es
precision highp float;
in vec2 at;
in vec2 halfSize;
in float real;
flat in int kind;
flat in vec4 look;
uniform vec3 kindColour[11];
uniform vec3 severityColour[5];
uniform float pulse;                  // 0..1, negative = still
out vec4 colour;

float box(vec2 p, vec2 b, float r) {
  vec2 q = abs(p) - b + r;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - r;
}
float cross2(vec2 a, vec2 b) { return a.x * b.y - a.y * b.x; }
float segment(vec2 p, vec2 a, vec2 b) {
  vec2 d = b - a;
  return length(p - a - d * clamp(dot(p - a, d) / dot(d, d), 0.0, 1.0));
}
// Arrowhead with a notch, tip forward.
float arrow(vec2 p, vec2 h) {
  p.x = abs(p.x);
  vec2 tip = vec2(0.0, h.y);
  vec2 wing = vec2(h.x, -h.y);
  vec2 notch = vec2(0.0, -h.y * 0.55);
  float d = min(segment(p, tip, wing), segment(p, wing, notch));
  bool inside = cross2(wing - tip, p - tip) < 0.0 && cross2(notch - wing, p - wing) < 0.0;
  return inside ? -d : d;
}
float diamond(vec2 p, vec2 h) {
  p = abs(p);
  return (p.x * h.y + p.y * h.x - h.x * h.y) / length(h);
}
// A box with a pointed front.
float nosed(vec2 p, vec2 h, float nose) {
  vec2 q = vec2(abs(p.x), p.y);
  float side = box(p, h, min(h.x, h.y) * 0.25);
  float front = dot(q - vec2(h.x, h.y - nose), normalize(vec2(nose, h.x)));
  return max(side, front);
}
float shape(vec2 p) {
  vec2 h = halfSize;
  float round_ = min(h.x, h.y) * 0.38;
  if (kind == 7) return length(p) - max(h.x, h.y);
  if (kind == 5 || kind == 6) return mix(diamond(p, h), box(p, h, h.x), real);
  if (kind == 3) return mix(nosed(p, h, h.x * 0.8), box(p, h, round_ * 0.7), real);
  if (kind == 2) return mix(nosed(p, h, h.x * 0.5), box(p, h, round_ * 0.5), real);
  if (kind == 8) return diamond(p, h);
  if (kind == 9) return length(p) - h.x;
  if (kind == 10) return min(abs(box(p, h - 1.5, 2.0)) - 1.5, length(p) - h.x * 0.3);
  if (kind == 0) return box(p, h, 1.0);
  return mix(arrow(p, h), box(p, h, round_), real);
}
// Windscreen, cab gap, rider: only where there is room.
float marks(vec2 p) {
  vec2 h = halfSize;
  vec2 u = p / h;
  if (kind == 1 || kind == 4) {
    float screen = box(u - vec2(0.0, 0.34), vec2(0.72, 0.13), 0.1);
    float rear = box(u + vec2(0.0, 0.62), vec2(0.66, 0.08), 0.08);
    return min(screen, rear) * min(h.x, h.y);
  }
  if (kind == 3) {
    float screen = box(u - vec2(0.0, 0.91), vec2(0.78, 0.035), 0.03);
    float roof = min(box(u - vec2(0.0, 0.32), vec2(0.45, 0.09), 0.05), box(u + vec2(0.0, 0.42), vec2(0.45, 0.09), 0.05));
    return min(screen, roof) * h.x;
  }
  if (kind == 2) return min(box(u - vec2(0.0, 0.5), vec2(1.2, 0.018), 0.0), box(u - vec2(0.0, 0.8), vec2(0.72, 0.05), 0.03)) * h.x;
  if (kind == 5 || kind == 6) return length(p + vec2(0.0, h.y * 0.1)) - h.x * 0.72;
  return 1e3;
}
void main() {
  float d = shape(at);
  float soft = 0.75;
  vec3 base = kindColour[kind];
  if (kind == 8 || kind == 10) base = severityColour[int(look.w + 0.5)];
  float fill = 1.0 - smoothstep(-soft, soft * 0.4, d);
  float edge = 1.0 - smoothstep(0.9, 1.9, d);
  vec3 dark = vec3(0.045, 0.062, 0.082);
  vec4 c;
  if (look.y > 0.5) {
    float line = 1.0 - smoothstep(0.4, 1.3, abs(d + 0.9));
    c = vec4(base, max(line, fill * 0.10));
  } else {
    float rim = smoothstep(-2.2, -0.6, d) * 0.22;
    vec3 inner = mix(base, dark, rim);
    if (real > 0.5 && halfSize.x > 4.0) {
      inner = mix(inner, dark, (1.0 - smoothstep(-0.6, 0.6, marks(at))) * 0.62);
    }
    c = vec4(mix(dark, inner, fill), edge * mix(0.85, 1.0, fill));
    if (kind == 4 && real <= 0.5) c.rgb = mix(c.rgb, vec3(1.0), (1.0 - smoothstep(0.0, 1.0, length(at + vec2(0.0, halfSize.y * 0.2)) - 1.6)));
  }
  c.a *= look.x;
  if (look.z > 0.5) {
    vec3 tint = look.z < 1.5 ? vec3(0.93, 0.96, 1.0) : severityColour[int(look.w + 0.5)];
    float dash = look.z > 2.5 ? smoothstep(0.05, 0.2, abs(fract(atan(at.y, at.x) * 2.5464790) - 0.5)) : 1.0;
    float ringLine = (1.0 - smoothstep(0.7, 1.6, abs(d - 5.0))) * dash;
    float glow = look.z > 1.5 ? (1.0 - smoothstep(2.0, 13.0, d)) * 0.20 * step(0.0, d) : 0.0;
    float wave = 0.0;
    // What is milder than a warning neither glows nor pulses.
    if (look.z > 1.5 && look.w < 2.5) glow = 0.0;
    else if (look.z > 1.5 && pulse >= 0.0) wave = (1.0 - smoothstep(0.3, 1.8, abs(d - 5.0 - 14.0 * pulse))) * (1.0 - pulse) * 0.8;
    float around = max(max(ringLine, wave), glow) * (1.0 - c.a * step(d, 1.2));
    float a = around + c.a * (1.0 - around);
    c = vec4((tint * around + c.rgb * c.a * (1.0 - around)) / max(a, 1e-4), a);
  }
  if (c.a < 0.004) discard;
  colour = vec4(c.rgb * c.a, c.a);
}`;

/** One quad a line piece, as wide in pixels at every zoom, dashed along its length. */
export const LINE_VERTEX = `#version 300 es
precision highp float;
layout(location = 0) in vec2 corner;
layout(location = 1) in vec4 ends;    // from and to, metres
layout(location = 2) in vec4 paint;   // red, green, blue, opacity
layout(location = 3) in vec4 stroke;  // width px, dash px (0 = solid), metres along the line at the start, unused
uniform mat4 toClip;
uniform float pxPerM;
out float along;
out float across;
flat out vec4 tint;
flat out vec2 pen;
void main() {
  vec2 run = ends.zw - ends.xy;
  float metres = max(length(run), 1e-6);
  vec2 dir = run / metres;
  float reach = stroke.x * 0.5 + 1.0;
  float t = corner.y * 0.5 + 0.5;
  vec2 ground = ends.xy + run * t + vec2(dir.y, -dir.x) * (corner.x * reach / pxPerM);
  across = corner.x * reach;
  along = (stroke.z + metres * t) * pxPerM;
  tint = paint;
  pen = stroke.xy;
  gl_Position = toClip * vec4(ground, 0.0, 1.0);
}`;

export const LINE_FRAGMENT = `#version 300 es
precision highp float;
in float along;
in float across;
flat in vec4 tint;
flat in vec2 pen;
out vec4 colour;
void main() {
  float a = 1.0 - smoothstep(pen.x * 0.5 - 0.6, pen.x * 0.5 + 0.6, abs(across));
  if (pen.y > 0.0) a *= 1.0 - smoothstep(0.0, 1.0, abs(mod(along, pen.y * 2.0) - pen.y) - pen.y * 0.5);
  a *= tint.a;
  if (a < 0.004) discard;
  colour = vec4(tint.rgb * a, a);
}`;
