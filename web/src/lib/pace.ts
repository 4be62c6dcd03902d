// Keeps a map smooth that is drawn slowly, as without a graphics card: while it moves it has fewer pixels and circles and is not drawn
// for every frame; at rest all are there.

import type { Map as Canvas } from 'maplibre-gl';
import { glide } from './glide';

/** Milliseconds between two frames above which the eye sees them apart. */
const SLOW = 1000 / 40;
/** Frames by which a machine is known. */
const FRAMES = 6;
/** Share of the pixels of a side while a slow map moves. */
const COARSE = 0.5;

const middle = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Whether the processor alone draws; unknown where the browser does not tell. */
function inSoftware(gl: WebGL2RenderingContext | null): boolean {
  const known = gl?.getExtension('WEBGL_debug_renderer_info');
  return !!known && /swiftshader|llvmpipe|softpipe|software|basic render/i.test(String(gl?.getParameter(known.UNMASKED_RENDERER_WEBGL)));
}

/** `glance` hears whether what is drawn need only do for a glance. */
export function keepPace(map: Canvas, glance: (on: boolean) => void): void {
  let [slow, coarse, resizing] = [inSoftware(map.getCanvas().getContext('webgl2')), false, false];
  const draw = (share: number) => {
    // Another size of the canvas tells of a move of its own.
    resizing = true;
    map.setPixelRatio(devicePixelRatio * share);
    resizing = false;
    coarse = share < 1;
    glance(coarse);
  };
  glide(map, () => coarse);
  const watch = (before: number, lags: number[]): void => {
    requestAnimationFrame((now) => {
      if (!map.isMoving() || slow) return;
      const seen = [...lags, now - before].slice(-FRAMES);
      slow = seen.length === FRAMES && middle(seen) > SLOW;
      if (!slow) watch(now, seen);
    });
  };
  // When an input begins, and no later: another size of the canvas would end a move that has begun.
  const begin = () => {
    if (slow && !coarse) draw(COARSE);
  };
  const rest = () => {
    if (coarse && !map.isMoving()) draw(1);
  };
  map.on('movestart', () => {
    if (!resizing && !slow) watch(performance.now(), []);
  });
  map.on('mousedown', begin);
  map.on('touchstart', begin);
  map.on('wheel', begin);
  map.on('moveend', () => {
    if (!resizing) requestAnimationFrame(rest);
  });
  map.on('mouseup', rest);
  map.on('touchend', rest);
}
