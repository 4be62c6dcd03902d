// Names of countries where the map writes them: the middle of their largest piece of land. The browser itself knows the
// names in every language by ISO code, so that no table of them is carried.

import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

export interface Label {
  name: string;
  lon: number;
  lat: number;
}

export type Country = Feature<Geometry, { name: string }>;

/** The code of a country by two letters (ISO 3166-1), which the atlas has by number. */
export function codeOf(country: Country): string | null {
  const number = country.id === undefined ? '' : String(country.id).padStart(3, '0');
  const region = /^\d{3}$/.test(number) ? new Intl.Locale(`und-${number}`).region : undefined;
  return region && /^[A-Z]{2}$/.test(region) ? region : null;
}

/** The name of a country in a language; the atlas's English one where its code tells no other. */
function named(country: Country, names: Intl.DisplayNames): string {
  const code = codeOf(country);
  return (code && names.of(code)) || country.properties.name;
}

/** Twice the signed area of a ring, and its centre of mass. */
function centre(ring: Position[]): { area: number; lon: number; lat: number } {
  let [area, lon, lat] = [0, 0, 0];
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [[x1, y1], [x2, y2]] = [ring[at], ring[at + 1]];
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    lon += (x1 + x2) * cross;
    lat += (y1 + y2) * cross;
  }
  return { area: Math.abs(area), lon: lon / (3 * area), lat: lat / (3 * area) };
}

function rings(geometry: Geometry): Position[][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates[0]];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.map((polygon) => polygon[0]) : [];
}

/** The middle of the largest piece of land, and twice its size in square degrees. */
export function middle(geometry: Geometry): { area: number; lon: number; lat: number } {
  return rings(geometry).map(centre).reduce((most, piece) => (piece.area > most.area ? piece : most), { area: 0, lon: 0, lat: 0 });
}

export function labels(countries: FeatureCollection<Geometry, { name: string }>, language: string): Label[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return countries.features.flatMap((country: Country) => {
    const largest = middle(country.geometry);
    // A square degree and more has room for its name.
    return largest.area > 2 ? [{ name: named(country, names), lon: largest.lon, lat: largest.lat }] : [];
  });
}
