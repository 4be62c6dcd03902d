// What a screen owes whoever reads it: areas that are no points, files as they were read, how whole and how old the record is, names
// taken for one, and rules in the reader's language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe, READ } from '../testing/harness.mjs';
import { visit } from '../testing/visit.mjs';

const site = visit({ originals: READ });
const { open, reading } = site;
const ask = async (path) => (await fetch(`${site.base}/api/v1/${path}`)).json();

/** How many events have an area alone, by its name. */
const inAreas = ({ areas, area }) => areas.map(({ id, name }, at) => ({ id, name, count: area.filter((one) => one === at).length }));

/** Where a point of the world is seen on the map as it opens: the same centre and zoom as in EventMap. */
async function seen(page, lon, lat) {
  const { x, y, width, height } = await page.locator('.map').boundingBox();
  const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
  const world = 512 * 2 ** 4.2;
  return [x + width / 2 + ((lon - 0.5) / 360) * world, y + height / 2 + (mercator(14.5) - mercator(lat)) * world];
}

test('who is told to be in a country or division alone is counted there, hatched, and no point in its middle', async () => {
  const areas = inAreas(await ask('events/geo'));
  const page = await open('/events');
  await page.locator('.map[data-drawn]').waitFor();
  const tray = page.getByRole('region', { name: 'no more told than a country or division' });
  for (const { name, count } of areas) await tray.getByRole('button', { name: `${name} ${count}` }).waitFor();
  const { objects } = await ask('outlines');
  const outlined = new Set(objects.divisions.geometries.map(({ id }) => id));
  const division = areas.find(({ id }) => outlined.has(id));
  assert.ok(division && areas.some(({ id }) => id.length === 2), JSON.stringify(areas));
  // At its seat, where a point would stand, the map answers for the area; of one type alone no other event lies there.
  const [{ type, place: { lat, lon } }] = (await ask(`events?area=${division.id}`)).items;
  await page.getByLabel(/^Type/).selectOption(type);
  const told = await ask(`events?area=${division.id}&type=${type}`);
  await tray.getByRole('button', { name: `${division.name} ${told.total}` }).waitFor();
  const [x, y] = await seen(page, lon, lat);
  await page.mouse.click(x, y);
  await page.waitForURL((url) => url.searchParams.get('area') === division.id);
  await page.getByText(`${told.total} events`, { exact: true }).waitFor();
  assert.ok(told.items.every(({ place }) => place.name === division.name));
  assert.deepEqual(await axe(page), []);
  await tray.getByRole('button', { name: division.name }).click();
  await page.waitForURL((url) => !url.searchParams.has('area'));
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('an original stands beside what was read of it on request, runs nothing, fetches nothing, and can be kept', async () => {
  const page = await open('/document/hostile.html');
  // Why nothing that the page names reached the network.
  const foreign = [];
  page.on('requestfailed', (request) => request.url().includes('192.0.2.1') && foreign.push(request.failure().errorText));
  page.on('response', (answer) => answer.url().includes('192.0.2.1') && foreign.push('answered'));
  assert.equal(await page.locator('iframe').count(), 0);
  await page.keyboard.press('v');
  await page.waitForURL(/view=original/);
  await page.getByText('its words and looks may still mislead').waitFor();
  assert.equal(await page.locator('iframe').count(), 0, 'a foreign file is shown unasked');
  await page.getByRole('button', { name: 'Show it' }).click();
  await page.frameLocator('iframe').getByText('The market at Ayorou was quiet').waitFor();
  await page.locator('.text').getByText('The market at Ayorou was quiet').waitFor();
  assert.equal(await page.title(), 'Documents — Toguna');
  assert.equal(await page.frameLocator('iframe').locator('#ran').innerText(), 'no');
  assert.ok(foreign.length > 0 && foreign.every((why) => why === 'csp'), foreign.join());
  assert.deepEqual(await axe(page), []);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
  assert.equal(download.suggestedFilename(), 'hostile.html');
  await page.keyboard.press('v');
  await page.waitForURL((url) => !url.searchParams.has('view'));
  await page.context().close();
});

test('every screen says which files failed and how old the record is', async () => {
  const { failed, documents, built } = await ask('health');
  assert.ok(failed === 1 && Date.parse(built) > 0);
  for (const screen of ['desk', 'events', 'contested', 'document', 'actors', 'agreements', 'sources']) {
    const page = await open(`/${screen}`);
    await page.getByText(`1 of ${documents + 1} files could not be read`).waitFor();
    assert.equal(await page.locator('.condition time').getAttribute('datetime'), built);
    await page.getByRole('link', { name: 'see', exact: true }).click();
    await page.waitForURL(/sources#failed$/);
    await page.getByRole('listitem').filter({ hasText: 'scan.txt' }).waitFor();
    await page.context().close();
  }
});

test('an answer that cannot be asked anew says that what stands is older, and a lost server is told', async () => {
  const page = await open('/contested');
  await page.locator('[data-row]').first().waitFor();
  await page.route('**/api/v1/disputes?*', (route) => route.abort());
  await page.getByLabel('names of one thing').check();
  await page.getByText('What stands below is what was told before.').waitFor();
  assert.ok((await page.locator('[data-row]').count()) > 0);
  await page.context().close();
});

test('names taken for one are judged on the screen of actors by keys, and the log has it', async () => {
  const pairs = (await ask('disputes?kind=identity&same_as=true&limit=500')).items.filter((row) => row.same_as);
  assert.ok(pairs.length > 1);
  const page = await reading('/actors', 'A. Reader');
  const queue = page.getByRole('region', { name: 'Names taken for one' });
  await queue.locator('[data-row]').first().waitFor();
  assert.equal(await queue.locator('[data-row]').count(), pairs.length);
  await queue.locator(`[data-target="${pairs[1].id}"]`).focus();
  const took = () => page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() === 201);
  await Promise.all([took(), page.keyboard.press('a')]);
  await queue.locator(`[data-target="${pairs[1].id}"]`).getByText('One and the same', { exact: true }).last().waitFor();
  const { items } = await ask('decisions');
  assert.deepEqual([items[0].kind, items[0].target], ['accept', pairs[1].id]);
  await Promise.all([took(), queue.locator(`[data-target="${pairs[0].id}"]`).getByRole('button', { name: 'Not the same' }).click()]);
  // From then on they are two actors, until that is undone.
  const [{ id: entity }] = pairs[0].entities;
  const apart = async () => (await ask('actors?limit=500')).items.filter(({ id }) => id.startsWith(`${entity}~`)).length;
  const until = async (wanted) => {
    for (let tries = 0; tries < 100 && (await apart()) > 0 !== wanted; tries++) await page.waitForTimeout(200);
    assert.equal((await apart()) > 0, wanted);
  };
  await until(true);
  assert.ok(!(await ask('disputes?kind=identity&same_as=true&limit=500')).items.some(({ id }) => id === pairs[0].id));
  await page.locator('h1').click();
  await Promise.all([took(), page.keyboard.press('z')]);
  await until(false);
  await page.context().close();
});

test('in French every rule is told in French, and the words of documents stay', async () => {
  const { items } = await ask('disputes?same_as=true&limit=30');
  const page = await open('/contested?same_as=true', { locale: 'fr-FR' });
  const told = await page.locator('[data-row] p', { hasText: 'Règle :' }).allInnerTexts();
  assert.equal(told.length, items.length);
  told.forEach((rule, at) => assert.ok(!rule.includes(items[at].rule), rule));
  const titles = await page.locator('[data-row] h3').allInnerTexts();
  const coded = items.map(({ matter }, at) => matter && titles[at] === items[at].about && items[at].about);
  assert.deepEqual(coded.filter(Boolean), []);
  await page.context().close();
  const events = await site.open('/events', { locale: 'fr-FR' });
  const line = events.locator('.line', { hasText: 'ACCORD' }).first();
  await events.getByLabel(/^Type/).selectOption('AGREE');
  assert.match(await line.innerText(), /ACCORD.* par /s);
  assert.doesNotMatch(await line.innerText(), / by /);
  await events.context().close();
  // One of each make: what differs is names, numbers and words of documents.
  const makes = new Map();
  for (const { id } of (await ask('events?limit=500')).items) {
    const { deaths, why } = await ask(`events/${id}`);
    const rule = deaths?.rule ?? why;
    makes.set(rule.replace(/“[^”]*” in \S+( \([^()]*\))?/g, '“”').replace(/(“”, )+/g, '').replace(/[\d.]+/g, '1'), { id, rule });
  }
  assert.ok(makes.size > 5);
  for (const { id, rule } of makes.values()) {
    const open = await site.open(`/events?event=${id}`, { locale: 'fr-FR' });
    const words = await open.getByRole('dialog', { name: 'Preuves' }).getByText('Règle :').innerText();
    const own = words.replace(/“[^”]*”( dans \S+)?( \([^()]*\))*/g, '');
    assert.doesNotMatch(own, /\b(the|of|which|tells?|same|went|left|Best)\b/, words);
    for (const quote of rule.match(/“[^”]*”/g) ?? []) assert.ok(words.includes(quote), quote);
    await open.context().close();
  }
});

test('in French the ledger, what changed and the sides of disputes are told in French', async () => {
  const ledger = await open('/agreements', { locale: 'fr-FR' });
  const acts = await ledger.locator('[data-row] [data-action=open]').allInnerTexts();
  const { items } = await ask('agreements?limit=100');
  assert.ok(items.some(({ what }) => / by |\(withdraw\)/.test(what)), 'acts with parties are in the ledger');
  assert.ok(acts.some((act) => /^RETRAIT|^SANCTION \(retrait\) par /.test(act)), acts.join('\n'));
  acts.forEach((act) => assert.doesNotMatch(act, / by | at |\((withdraw|discontinue|meet)\)|^(CONSULT|RETREAT|AGREE)\b/));
  await ledger.context().close();
  const disputes = await open('/contested', { locale: 'fr-FR' });
  const values = await disputes.locator('[data-row] .positions strong').allInnerTexts();
  assert.ok((await ask('disputes?limit=100')).items.some(({ positions }) => positions.some(({ value }) => value.startsWith('at least'))));
  assert.ok(values.some((value) => value.startsWith('au moins ')), values.join(', '));
  values.forEach((value) => assert.doesNotMatch(value, /^(at least|at most|about|so|denied)\b/));
  await disputes.context().close();
  const desk = await open(`/desk?since=${new Date().toISOString().slice(0, 10)}`, { locale: 'fr-FR' });
  const changes = await desk.locator('section[aria-labelledby=since] [data-row]').allTextContents();
  assert.ok(changes.some((words) => words.startsWith('nouveau document ')) && changes.some((words) => words.includes('nouveau — AGRESSION')), changes.slice(0, 5).join('\n'));
  changes.forEach((words) => assert.doesNotMatch(words, /\bnew\b.*—|new document|no longer told|, most told /));
  await desk.context().close();
});

test('the head of a page for work is one row, in both languages', async () => {
  for (const locale of ['en-GB', 'fr-FR']) {
    const page = await open('/desk?as_of=2024-08-06', { locale });
    const { height } = await page.locator('header').boundingBox();
    assert.ok(height < 60, `${locale}: ${height} pixels`);
    await page.context().close();
  }
});
