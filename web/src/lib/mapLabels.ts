// Names on the map: elements of the page, not of the canvas, so that the browser itself shapes Arabic, writes it from right
// to left, and no glyphs are asked of anybody. After every move those stand there that cover no other.

import type { Map as Canvas } from 'maplibre-gl';
import type { Label } from './atlas';
import { roomy, type Box } from './declutter';

/** A name with how it is written and how much room it needs. */
interface Written extends Label {
  className: string;
  language: string;
  width: number;
  height: number;
  /** Pixels from its point to its middle. */
  below: number;
}

const shifted = (element: HTMLElement, x: number, y: number) => (element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`);

export class MapLabels {
  #map: Canvas;
  #names: Written[];
  #shown = new Map<Written, HTMLElement>();
  /** Holds all names: a map that is dragged moves it alone. */
  #sheet = document.createElement('div');
  /** Where the sheet lies and at which zoom its names were placed. */
  #placed = { zoom: NaN, lon: 0, lat: 0, x: 0, y: 0 };
  #room = () => this.#show();
  #follow = () => this.#move();

  /** Writes countries first, then places: who comes first keeps the room. */
  constructor(map: Canvas, countries: Label[], language: string, places: Label[]) {
    this.#map = map;
    this.#sheet.className = 'names';
    map.getCanvasContainer().append(this.#sheet);
    const measure = ruler(this.#sheet);
    const written = (className: string, language: string, below: number) => {
      const size = measure(className);
      return (label: Label): Written => ({ ...label, className, language, below, ...size(label.name) });
    };
    // A place's name stands under its point, which stays to be seen.
    this.#names = [...countries.map(written('country', language, 0)), ...places.map(written('place', '', 14))];
    map.on('move', this.#follow);
    map.on('moveend', this.#room);
    map.on('resize', this.#room);
    this.#show();
  }

  #show(): void {
    const { clientWidth: width, clientHeight: height } = this.#map.getContainer();
    const boxes = this.#names.map((name): Box => {
      const { x, y } = this.#map.project([name.lon, name.lat]);
      return { x, y: y + name.below, width: name.width, height: name.height };
    });
    const kept = new Set(roomy(boxes, { width, height }).map((at) => this.#names[at]));
    for (const [name, element] of this.#shown) {
      if (kept.has(name)) continue;
      element.remove();
      this.#shown.delete(name);
    }
    for (const name of kept) if (!this.#shown.has(name)) this.#shown.set(name, this.#write(name));
    this.#place();
  }

  /** Puts every name at its point. */
  #place(): void {
    for (const [name, element] of this.#shown) {
      const { x, y } = this.#map.project([name.lon, name.lat]);
      shifted(element, x - name.width / 2, y + name.below - name.height / 2);
    }
    const { lng: lon, lat } = this.#map.getCenter();
    this.#placed = { zoom: this.#map.getZoom(), lon, lat, ...this.#at(lon, lat) };
    shifted(this.#sheet, 0, 0);
  }

  #move(): void {
    const { zoom, lon, lat, x, y } = this.#placed;
    if (this.#map.getZoom() !== zoom) return this.#place();
    const now = this.#at(lon, lat);
    shifted(this.#sheet, now.x - x, now.y - y);
  }

  #at(lon: number, lat: number): { x: number; y: number } {
    const { x, y } = this.#map.project([lon, lat]);
    return { x, y };
  }

  #write({ name, className, language }: Written): HTMLElement {
    const element = document.createElement('span');
    element.className = className;
    if (language) element.lang = language;
    element.dir = 'auto';
    element.textContent = name;
    this.#sheet.append(element);
    return element;
  }

  remove(): void {
    this.#map.off('move', this.#follow);
    this.#map.off('moveend', this.#room);
    this.#map.off('resize', this.#room);
    this.#sheet.remove();
  }
}

/** Measures names as a class of the page writes them, without laying the page out for each. */
function ruler(box: HTMLElement): (className: string) => (name: string) => { width: number; height: number } {
  const pen = document.createElement('canvas').getContext('2d');
  return (className) => {
    const probe = document.createElement('span');
    probe.className = className;
    box.append(probe);
    const { font, fontSize, letterSpacing } = getComputedStyle(probe);
    probe.remove();
    const [size, spacing] = [parseFloat(fontSize), parseFloat(letterSpacing) || 0];
    return (name) => {
      if (pen) pen.font = font;
      return { width: (pen?.measureText(name).width ?? name.length * size) + spacing * name.length, height: size * 1.2 };
    };
  };
}
