// Draws circles on the map's own canvas, straight from arrays: MapLibre's circles of GeoJSON take an object an event and
// a worker's time for every other selection.

import type { CustomLayerInterface, CustomRenderMethodInput, Map } from 'maplibre-gl';
import { thinned, type Circles } from './circles';

const VERTEX = `#version 300 es
uniform mat4 matrix;
uniform float ratio;
in vec2 place;
in vec3 looks;
uniform vec3 plain;
uniform vec3 marked;
flat out vec4 fill;
flat out vec4 line;
flat out vec3 reach;
void main() {
  float contested = looks.z;
  float size = looks.x + (contested > 0.5 ? 1.5 : 0.75);
  fill = vec4(plain, 1.0) * looks.y;
  line = vec4(mix(plain, marked, contested), 1.0);
  // In pixels: half the square, where the circle ends, where its line begins.
  reach = vec3(size + 1.0, size, size - (contested > 0.5 ? 3.0 : 1.5)) * ratio;
  gl_Position = matrix * vec4(place, 0.0, 1.0);
  gl_PointSize = 2.0 * reach.x;
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
flat in vec4 fill;
flat in vec4 line;
flat in vec3 reach;
out vec4 colour;
void main() {
  float far = length(gl_PointCoord - 0.5) * 2.0 * reach.x;
  // Edges fade over one pixel.
  colour = mix(fill, line, clamp(far - reach.z + 0.5, 0.0, 1.0)) * clamp(reach.y + 0.5 - far, 0.0, 1.0);
}`;

type Uniform = 'matrix' | 'ratio' | 'plain' | 'marked';

/** Numbers an instance: place, radius, density, contested. */
const EACH = 5;

function program(gl: WebGL2RenderingContext): WebGLProgram {
  const made = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('the graphics context was lost');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(made);
  if (!gl.getProgramParameter(made, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(made) ?? 'the circles cannot be drawn');
  return made;
}

export class CircleLayer implements CustomLayerInterface {
  readonly id = 'events';
  readonly type = 'custom';
  readonly renderingMode = '2d';
  #circles: Circles | null = null;
  #stale = true;
  #map: Map | null = null;
  #program: WebGLProgram | null = null;
  #uniforms: Record<Uniform, WebGLUniformLocation | null> = { matrix: null, ratio: null, plain: null, marked: null };
  #buffer: WebGLBuffer | null = null;
  #array: WebGLVertexArrayObject | null = null;
  #order: WebGLBuffer | null = null;
  /** Which circles are drawn where not all are. */
  #few: Uint32Array | null = null;

  /** Colours as red, green and blue from 0 to 1. */
  constructor(
    readonly plain: [number, number, number],
    readonly marked: [number, number, number],
  ) {}

  show(circles: Circles): void {
    this.#circles = circles;
    this.#few = null;
    this.#stale = true;
    this.#map?.triggerRepaint();
  }

  /** Draws of circles that nearly cover each other one alone, in squares of the world of this side; without it all. */
  thin(square: number | null): void {
    this.#few = square && this.#circles ? thinned(this.#circles, square) : null;
    this.#stale = true;
    this.#map?.triggerRepaint();
  }

  onAdd(map: Map, gl: WebGL2RenderingContext): void {
    this.#map = map;
    this.#program = program(gl);
    for (const name of Object.keys(this.#uniforms) as Uniform[]) this.#uniforms[name] = gl.getUniformLocation(this.#program, name);
    this.#buffer = gl.createBuffer();
    this.#array = gl.createVertexArray();
    this.#order = gl.createBuffer();
    gl.bindVertexArray(this.#array);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#order);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    for (const [name, length, from] of [['place', 2, 0], ['looks', 3, 8]] as const) {
      const at = gl.getAttribLocation(this.#program, name);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, length, gl.FLOAT, false, EACH * 4, from);
    }
    gl.bindVertexArray(null);
  }

  onRemove(_map: Map, gl: WebGL2RenderingContext): void {
    gl.deleteProgram(this.#program);
    gl.deleteBuffer(this.#buffer);
    gl.deleteBuffer(this.#order);
    gl.deleteVertexArray(this.#array);
    this.#map = null;
  }

  render = (gl: WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void => {
    const { count } = this.#circles ?? { count: 0 };
    if (!this.#program || !count) return;
    gl.useProgram(this.#program);
    gl.bindVertexArray(this.#array);
    if (this.#stale) this.#upload(gl);
    gl.uniformMatrix4fv(this.#uniforms.matrix, false, defaultProjectionData.mainMatrix as Float32List);
    gl.uniform1f(this.#uniforms.ratio, this.#map?.getPixelRatio() ?? 1);
    gl.uniform3fv(this.#uniforms.plain, this.plain);
    gl.uniform3fv(this.#uniforms.marked, this.marked);
    if (this.#few) gl.drawElements(gl.POINTS, this.#few.length, gl.UNSIGNED_INT, 0);
    else gl.drawArrays(gl.POINTS, 0, count);
    gl.bindVertexArray(null);
  };

  #upload(gl: WebGL2RenderingContext): void {
    const circles = this.#circles as Circles;
    const numbers = new Float32Array(circles.count * EACH);
    for (let at = 0; at < circles.count; at += 1) {
      numbers.set([circles.x[at], circles.y[at], circles.radius[at], circles.density[at], circles.contested[at]], at * EACH);
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
    gl.bufferData(gl.ARRAY_BUFFER, numbers, gl.STATIC_DRAW);
    if (this.#few) gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, this.#few, gl.STREAM_DRAW);
    this.#stale = false;
  }
}
