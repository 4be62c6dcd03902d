// Names of countries where the map writes them: the middle of their largest piece of land. The browser itself knows the
// names in every language by ISO code, so that no table of them is carried.

import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

export interface Label {
  name: string;
  lon: number;
  lat: number;
}

type Country = Feature<Geometry, { name: string }>;

/** The name of a country in a language; the atlas's English one where its code tells no other. */
function named(country: Country, names: Intl.DisplayNames): string {
  const code = country.id === undefined ? '' : String(country.id).padStart(3, '0');
  const region = /^\d{3}$/.test(code) ? new Intl.Locale(`und-${code}`).region : undefined;
  return (region && /^[A-Z]{2}$/.test(region) && names.of(region)) || country.properties.name;
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

export function labels(countries: FeatureCollection<Geometry, { name: string }>, language: string): Label[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return countries.features.flatMap((country: Country) => {
    const pieces = rings(country.geometry).map(centre);
    const largest = pieces.reduce((most, piece) => (piece.area > most.area ? piece : most), { area: 0, lon: 0, lat: 0 });
    // A square degree and more has room for its name.
    return largest.area > 2 ? [{ name: named(country, names), lon: largest.lon, lat: largest.lat }] : [];
  });
}
