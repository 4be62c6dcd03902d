// Pictures of every screen, light and dark, for docs/screens: `npm run screens` (needs pngquant, to keep them small).
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { browse, buildRecord, open, PASSWORD, ROOT, serve } from './harness.mjs';

const SHOWN = {
  desk: '/desk',
  events: '/events?from=2023-01-01&to=2025-12-31',
  contested: '/contested?kind=figure',
  document: null,
  actors: '/actors?on=2024-06-30',
  actor: null,
  agreements: '/agreements',
};
const folder = join(ROOT, 'docs/screens');

const SCHEMES = ['light', 'dark'];
const viewport = { width: 1280, height: 800 };

async function picture(page, name) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  execFileSync('pngquant', ['--force', '--strip', '--output', file, '--quality', '40-80', file]);
  console.log(`${name}.png ${Math.round(statSync(file).size / 1024)} kB`);
  await page.context().close();
}

mkdirSync(folder, { recursive: true });
buildRecord();
const [server, guarded, browser] = await Promise.all([serve(), serve({ accounts: ['admin', 'reviewer', 'annotator', 'viewer'] }), browse()]);
try {
  const ask = async (path) => (await fetch(`${server.base}/api/v1/${path}`)).json();
  const documents = (await ask('documents')).items;
  SHOWN.document = `/document/${documents.reduce((most, row) => (row.figures + row.accounts > most.figures + most.accounts ? row : most)).id}`;
  SHOWN.actor = `/actors/${(await ask('actors?kind=person')).items[0].id}`;
  for (const [name, path] of Object.entries(SHOWN)) {
    for (const colorScheme of SCHEMES) {
      const page = await open(browser, server.base, path, { colorScheme, viewport });
      if (name === 'events') await page.locator('.map[data-drawn]').waitFor();
      await picture(page, `${name}-${colorScheme}`);
    }
  }
  for (const colorScheme of SCHEMES) {
    const page = await open(browser, guarded.base, '/access', { colorScheme, viewport });
    await page.getByLabel('Name').fill('admin');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('rowheader', { name: 'viewer', exact: true }).waitFor();
    await picture(page, `access-${colorScheme}`);
  }
} finally {
  await browser.close();
  server.stop();
  guarded.stop();
}
