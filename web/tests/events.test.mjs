// The events' timeline by lanes and the whiskers of their dead; what is new on the desk.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe } from '../testing/harness.mjs';
import { visit } from '../testing/visit.mjs';

const site = visit();
const { open } = site;
const ask = async (path) => (await fetch(`${site.base}/api/v1/${path}`)).json();

test('lanes by actor, place and type stand in the URL, hold what the brush holds, and lead to a filter', async () => {
  const page = await open('/events');
  for (const by of ['actor', 'place', 'type']) {
    await page.getByLabel('Lanes').selectOption(by);
    await page.waitForURL(new RegExp(`lanes=${by}`));
    const { lanes, lane } = await ask(`events/geo?lanes=${by}`);
    const most = lane.filter((bits) => bits & 1).length;
    await page.locator('.lanes li').first().getByText(`${most} events`, { exact: true }).waitFor();
    assert.equal(await page.locator('.lanes li button').first().innerText(), lanes[0].name);
  }
  await page.reload();
  await page.locator('.lanes li svg rect').first().waitFor({ state: 'attached' });
  assert.deepEqual(await axe(page), []);
  const before = await page.locator('.lanes li').first().innerText();
  await page.getByLabel('From').fill('2025-01-01');
  await page.waitForFunction((before) => document.querySelector('.lanes li')?.innerText !== before, before);
  const type = await page.locator('.lanes li button').first().innerText();
  await page.locator('.lanes li button').first().click();
  await page.waitForURL((url) => url.searchParams.get('type') === type && !url.searchParams.has('lanes'));
  await page.context().close();
});

test('an event with dead has a whisker from the least to the most, one without has none', async () => {
  const page = await open('/events?type=ASSAULT');
  const events = (await ask('events?type=ASSAULT&limit=30')).items;
  const rows = page.locator('.lines [data-row]');
  const drawn = await rows.evaluateAll((found) => found.map((row) => row.querySelectorAll('svg.whisker').length));
  assert.deepEqual(drawn, events.map((event) => Number(event.deaths !== null)));
  // The longest line is that of the widest range.
  const width = (at) => rows.nth(at).locator('svg.whisker path').evaluate((path) => path.getBBox().width);
  const wide = events.findIndex(({ deaths }) => deaths && deaths.high !== null && deaths.low !== null && deaths.high > deaths.low);
  const narrow = events.findIndex(({ deaths }) => deaths && deaths.high !== null && deaths.high === deaths.low);
  assert.ok(wide >= 0 && narrow >= 0, 'the examples tell ranges and single numbers');
  assert.ok((await width(wide)) > (await width(narrow)));
  await page.context().close();
});

test('the desk tells what is new since a person looked last: nothing at first, everything since the day before', async () => {
  const day = (by) => new Date(Date.now() + by * 86_400_000).toISOString().slice(0, 10);
  const page = await open('/desk');
  await page.getByText('You have not looked before').waitFor();
  await page.evaluate((day) => localStorage.setItem('toguna-looked', JSON.stringify({ '': { day, before: null } })), day(-2));
  await page.reload();
  const since = page.getByRole('region', { name: 'New since' });
  await since.getByText(/^Documents \d+/).click();
  await since.getByText('new document wire.txt').waitFor();
  const { items } = await ask(`changes?clock=knew&from=${day(-3)}&limit=500`);
  const events = items.filter((row) => row.kind === 'event');
  assert.ok(events.length > 5);
  await since.getByText(`Events ${events.length}`).click();
  await since.getByText(events[0].told).first().click();
  await page.getByRole('dialog', { name: 'Evidence' }).locator('q').first().waitFor();
  await page.keyboard.press('Escape');
  assert.deepEqual(await axe(page), []);
  // Of tomorrow nothing is new; the day stands in the URL.
  await since.getByLabel('Since').fill(day(1));
  await since.getByText('Nothing has changed.').waitFor();
  assert.match(page.url(), /since=/);
  // Somebody else has not looked yet; the same person has, today as before.
  await page.goto(`${site.base}/desk`);
  await since.getByText(/^Documents \d+/).waitFor();
  await page.context().close();
});

test('a map drawn in software glides under the pointer and is drawn anew at rest', async () => {
  const { id, lat, lon } = await ask('events/geo');
  const page = await open(`/events?event=${id[lat.findIndex((one, at) => one !== null && lon[at] !== null)]}`);
  await page.locator('.map[data-drawn]').waitFor();
  const middle = async () => {
    const { x, y, width, height } = await page.locator('.map .chosen').boundingBox();
    return [x + width / 2, y + height / 2];
  };
  const box = await page.locator('.map').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    const canvas = document.querySelector('.map canvas');
    globalThis.shifts = [];
    new MutationObserver(() => globalThis.shifts.push(canvas.style.transform)).observe(canvas, { attributeFilter: ['style'] });
  });
  const before = await middle();
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 12; step += 1) await page.mouse.move(x + step * 5, y + step * 3);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const after = await middle();
  // A pointer that were read from the box of the shifted canvas would leave the map behind.
  assert.ok(Math.abs(after[0] - before[0] - 60) < 6 && Math.abs(after[1] - before[1] - 36) < 6, `moved from ${before} to ${after}`);
  await page.mouse.up();
  await page.waitForFunction(() => globalThis.shifts.some((shift) => shift) && document.querySelector('.map canvas').style.transform === '');
  await page.context().close();
});

test('circles and colours are explained, keys name every screen, and a list of an earlier day says what the map knows to be contested', async () => {
  const page = await open('/events?as_of=2024-08-06');
  await page.getByText('one source alone').waitFor();
  await page.locator('.lines [data-row]').filter({ hasText: 'Solhan' }).getByText('≠ contested').first().waitFor({ timeout: 10_000 });
  await page.getByText('nobody has looked yet').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('7, g s: Sources').waitFor();
  await page.context().close();
  const text = await open('/document/wire.txt');
  assert.deepEqual(await text.locator('article ul li').allInnerTexts(), ['date', 'place', 'figure', 'event']);
  await text.context().close();
});
