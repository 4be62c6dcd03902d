// The six screens in a real browser, on a record that the built program made from the example reports.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axe } from '../testing/harness.mjs';
import { visit } from '../testing/visit.mjs';

const SCREENS = ['desk', 'events', 'contested', 'document', 'actors', 'agreements', 'sources'];

const site = visit();
const { open } = site;

for (const screen of SCREENS) {
  test(`${screen}: shows, asks nobody else, and axe finds nothing`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(`/${screen}`, { colorScheme });
      assert.deepEqual(await axe(page), [], `${screen} ${colorScheme}`);
      assert.deepEqual(page.wrong, []);
      await page.context().close();
    }
  });

  test(`${screen}: can be read at 360 pixels`, async () => {
    const page = await open(`/${screen}`, { viewport: { width: 360, height: 740 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${screen} is ${wide} pixels wide`);
    await page.context().close();
  });
}

test('events: a brush and a filter are in the URL, and the URL gives the same view again', async () => {
  const page = await open('/events');
  const box = await page.locator('svg.histogram').boundingBox();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.95, box.y + 20, { steps: 4 });
  await page.mouse.up();
  const filtered = page.waitForResponse((answer) => /\/events\?/.test(answer.url()) && /type=ASSAULT/.test(answer.url()) && /from=/.test(answer.url()));
  await page.getByLabel(/^Type/).selectOption('ASSAULT');
  await page.waitForURL(/from=.*to=.*type=ASSAULT|type=ASSAULT.*from=/);
  const told = `${(await (await filtered).json()).total} events`;
  await page.locator('main').getByText(told, { exact: true }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('main').getByText(told, { exact: true }).waitFor();
  await page.context().close();
});

test('evidence opens from a row, and the document shows the words', async () => {
  const page = await open('/events');
  await page.locator('[data-row]').first().click();
  const drawer = page.getByRole('dialog', { name: 'Evidence' });
  const words = await drawer.locator('mark').first().innerText();
  await drawer.getByText('Open the document').first().click();
  await page.locator('.here').first().waitFor();
  assert.ok((await page.locator('.text').innerText()).includes(words));
  await page.context().close();
});

test('judging by keyboard reaches the record, and another client sees it', async () => {
  const page = await open('/contested');
  const other = await open('/contested');
  await page.getByLabel('Your name').fill('A. Reader');
  await page.getByLabel('Your name').blur();
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.getByText('accepted', { exact: true }).first().waitFor();
  await other.getByText('accepted', { exact: true }).first().waitFor();
  const made = await (await fetch(`${site.base}/api/v1/decisions`)).json();
  assert.equal(made.items[0].kind, 'accept');
  assert.equal(made.items[0].who, 'A. Reader');
  const log = async () => (await (await fetch(`${site.base}/api/v1/decisions`)).json()).items;
  const until = async (kind, length) => {
    await page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() === 201);
    const items = await log();
    assert.deepEqual([items[0].kind, items.length], [kind, length]);
    return items;
  };
  // Undo and redo are decisions of the log, and the other client sees them too.
  const [undone] = await Promise.all([until('undo', made.items.length + 1), page.keyboard.press('z')]);
  assert.equal(undone[1].undone, true);
  await other.getByText('accepted', { exact: true }).first().waitFor({ state: 'detached' });
  const [redone] = await Promise.all([until('accept', made.items.length + 2), page.keyboard.press('Shift+Z')]);
  assert.equal(redone[0].undone, false);
  await other.getByText('accepted', { exact: true }).first().waitFor();
  await page.context().close();
  await other.context().close();
});

test('a decision with a field and a reason is made in the drawer, and can be undone', async () => {
  const page = await open('/events');
  await page.getByLabel('Your name').fill('A. Reader');
  await page.getByLabel('Your name').blur();
  await page.locator('[data-row]').first().click();
  const drawer = page.getByRole('dialog', { name: 'Evidence' });
  await drawer.getByText('Other decisions').click();
  await drawer.getByLabel('About').selectOption({ index: 1 });
  await drawer.getByRole('textbox', { name: 'Field' }).fill('status');
  await drawer.getByLabel('New value').fill('alleged');
  await drawer.getByLabel('Why').fill('the sentence only alleges it');
  const took = () => page.waitForResponse((answer) => answer.request().method() === 'POST');
  const [made] = await Promise.all([took(), drawer.getByRole('button', { name: 'Decide' }).click()]);
  const decision = await made.json();
  assert.deepEqual([decision.kind, decision.field, decision.value, decision.note], ['correct', 'status', 'alleged', 'the sentence only alleges it'], JSON.stringify(decision));
  const [undo] = await Promise.all([took(), page.keyboard.press('z')]);
  assert.equal((await undo.json()).target, decision.id);
  await page.context().close();
});

test('a judgement without a name is refused in words', async () => {
  const page = await open('/contested');
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.getByText('A decision needs your name').waitFor();
  await page.context().close();
});

test('a hostile document runs nothing', async () => {
  const page = await open('/document/hostile.txt');
  await page.getByText("document.title='hacked'").first().waitFor();
  assert.equal(await page.title(), 'Documents — Toguna');
  const csv = await (await fetch(`${site.base}/api/v1/export.csv`)).text();
  assert.ok(!csv.split(/\r?\n/).some((line) => /(^|,)"?[=+@]/.test(line)), 'a cell begins a formula');
  await page.context().close();
});

test('a report prints every sentence as a footnote and holds no script', async () => {
  const page = await open('/events');
  const href = await page.getByText('Print or send').getAttribute('href');
  const report = await site.browser.newPage();
  await report.goto(site.base + href);
  assert.ok((await report.locator('li[id^=n] q').count()) > 10);
  assert.equal(await report.locator('script').count(), 0);
  await report.close();
  await page.context().close();
});

test('French: the interface speaks it, the sources stay as they are', async () => {
  const page = await open('/contested', { locale: 'fr-FR' });
  await page.getByRole('heading', { name: 'Contesté' }).waitFor();
  await page.context().close();
});

test('who held what on a day is asked by a date that the URL keeps, and the pack is marked', async () => {
  const page = await open('/actors?on=2024-06-30');
  await page.getByRole('cell', { name: /Tiani/ }).first().waitFor();
  assert.ok((await page.getByText('the region pack').count()) > 0);
  const answer = page.waitForResponse((answer) => /offices\?.*on=2019-01-01/.test(answer.url()));
  await page.locator('input:not(#as-of)').and(page.getByLabel('Who held what on')).fill('2019-01-01');
  const then = await (await answer).json();
  assert.equal(then.on, '2019-01-01');
  assert.match(page.url(), /on=2019-01-01/);
  assert.ok(then.items.every((row) => !row.from || row.from < '2020'), 'nobody holds what they came to later');
  await page.context().close();
});

test('the map writes countries in English, French and Arabic', async () => {
  const page = await open('/events');
  await page.locator('.country').getByText('Mali', { exact: true }).waitFor({ state: 'attached' });
  await page.getByLabel('Map labels').selectOption('fr');
  await page.locator('.country').getByText('Bénin', { exact: true }).waitFor({ state: 'attached' });
  await page.getByLabel('Map labels').selectOption('ar');
  const mali = page.locator('.country[lang=ar]').getByText('مالي', { exact: true });
  await mali.waitFor({ state: 'attached' });
  assert.equal(await mali.evaluate((label) => getComputedStyle(label).direction), 'rtl');
  await page.context().close();
});

test('the map writes places under the countries, none over another, those with most events first', async () => {
  const page = await open('/events');
  await page.locator('.map .place').first().waitFor({ state: 'attached' });
  const told = await (await fetch(`${site.base}/api/v1/places`)).json();
  assert.ok(told.length > 3 && told.every((place, at) => !at || place.events <= told[at - 1].events));
  const written = await page.locator('.map .place').allInnerTexts();
  assert.ok(written.includes(told[0].name), `${told[0].name} is not among ${written}`);
  const boxes = await page.locator('.map .place, .map .country').evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().toJSON()));
  const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  boxes.forEach((box, at) => assert.ok(!boxes.slice(at + 1).some((other) => over(box, other)), `a name covers another: ${JSON.stringify(box)}`));
  await page.context().close();
});

test('one is singular, in English and French', async () => {
  const page = await open('/events');
  const events = (await (await fetch(`${site.base}/api/v1/events?limit=50`)).json()).items;
  const one = events.findIndex((event) => event.sources === 1);
  const told = (at) => page.locator('.lines [data-row]').nth(at).innerText();
  assert.match(await told(one), /\b1 source\b/);
  await page.getByLabel('Language').selectOption('fr');
  assert.match(await told(one), /\b1 source\b/);
  assert.doesNotMatch((await page.locator('main').innerText()), /\b1 (sources|événements)\b/);
  await page.context().close();
});

test('a selection leaves as CSV, GeoJSON, Parquet and in the columns of ACLED and UCDP, and a timeline as SVG with its address', async () => {
  const page = await open('/events?type=ASSAULT');
  const saved = async (click) => {
    const [download] = await Promise.all([page.waitForEvent('download'), click()]);
    return readFileSync(await download.path());
  };
  const files = {};
  for (const ending of ['csv', 'geojson', 'parquet', 'ACLED', 'UCDP']) files[ending] = await saved(() => page.getByRole('link', { name: ending, exact: true }).click());
  const lines = String(files.csv).trim().split('\r\n');
  assert.ok(lines.length > 1 && lines.slice(1).every((line) => line.includes(',ASSAULT,')));
  assert.ok(JSON.parse(String(files.geojson)).features.every((feature) => feature.properties.type === 'ASSAULT'));
  assert.match(String(files.ACLED), /^event_id_cnty,event_date,year,.*\r\n.+\r\n/);
  assert.match(String(files.UCDP), /^id,relid,year,.*\r\n.+\r\n/);
  assert.equal(files.parquet.subarray(0, 4).toString(), 'PAR1');
  const svg = String(await saved(() => page.getByRole('button', { name: 'SVG' }).first().click()));
  assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.match(svg, /type=ASSAULT/);
  assert.doesNotMatch(svg, /<script|class=/);
  await page.context().close();
});

test('the timeline of one event says so in its file', async () => {
  const days = (await (await fetch(`${site.base}/api/v1/events?limit=500`)).json()).items.map((event) => event.date).filter((date) => /^\d{4}-\d\d-\d\d$/.test(date));
  const total = async (day) => (await (await fetch(`${site.base}/api/v1/events?from=${day}&to=${day}`)).json()).total;
  let alone;
  for (const day of days) if (!alone && (await total(day)) === 1) alone = day;
  const page = await open(`/events?from=${alone}&to=${alone}`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'SVG' }).first().click()]);
  assert.match(readFileSync(await download.path(), 'utf8'), />Timeline: [^<]*, 1 event</);
  await page.context().close();
});

test('the script that a browser loads is below 600 kB compressed', () => {
  const assets = new URL('../dist/assets/', import.meta.url);
  const scripts = readdirSync(assets).filter((name) => /\.m?js$/.test(name));
  const size = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, assets))).length, 0);
  assert.ok(size > 0 && size < 600_000, `${size} bytes`);
});
