// Lets a map that is drawn slowly glide: most frames of a move shift what was drawn as a whole, and every few frames it is drawn
// anew where it is by then. Until then there is sea at the edge that came in.

import type { Map as Canvas } from 'maplibre-gl';

/** Frames that shift between two that draw. */
const SHIFTS = 4;

/** Where a map stood when it was drawn. */
interface Place {
  lon: number;
  lat: number;
  zoom: number;
}

/** `glides` says whether the map need not be drawn for every frame just now. */
export function glide(map: Canvas, glides: () => boolean): void {
  const { painter } = map;
  const canvas = map.getCanvas();
  const draw = painter.render.bind(painter);
  let drawn: Place | null = null;
  let shift = { x: 0, y: 0 };
  let shifted = 0;
  const move = (x: number, y: number) => {
    shift = { x, y };
    canvas.style.transform = x || y ? `translate(${x}px, ${y}px)` : '';
  };
  // The map reads from the canvas's box where a pointer is: that box stays where it is.
  canvas.getBoundingClientRect = () => {
    const { x, y, width, height } = HTMLElement.prototype.getBoundingClientRect.call(canvas);
    return new DOMRect(x - shift.x, y - shift.y, width, height);
  };
  painter.render = (...asked) => {
    if (drawn && shifted < SHIFTS && glides() && map.isMoving() && map.getZoom() === drawn.zoom) {
      const was = map.project([drawn.lon, drawn.lat]);
      const { clientWidth, clientHeight } = canvas;
      move(Math.round(was.x - clientWidth / 2), Math.round(was.y - clientHeight / 2));
      shifted += 1;
      return;
    }
    const { lng: lon, lat } = map.getCenter();
    [drawn, shifted] = [{ lon, lat, zoom: map.getZoom() }, 0];
    move(0, 0);
    draw(...asked);
  };
  // At rest everything stands where it was drawn.
  map.on('moveend', () => map.triggerRepaint());
}
