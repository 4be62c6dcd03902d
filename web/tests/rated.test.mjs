// How far people trust sources and claims: a letter beside the source, a pair beside the claim, nothing where nobody said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe } from '../testing/harness.mjs';
import { visit } from '../testing/visit.mjs';

const site = visit();
const { open } = site;
const ask = async (path) => (await fetch(`${site.base}/api/v1/${path}`)).json();
const posted = (page) => page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() === 201);

test('an outlet has the letter that a person gave it with a reason, wherever it is named, until it is undone', async () => {
  const page = await site.reading('/sources', 'A. Reader');
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Ouallam Radio' }) });
  assert.equal(await page.locator('.grade').count(), 0);
  await row.getByText('Rate').click();
  await row.getByLabel('Reliability').selectOption('D');
  await row.getByLabel('Why').fill('one voice at the hospital');
  assert.deepEqual(await axe(page), []);
  const [made] = await Promise.all([posted(page), row.getByRole('button', { name: 'Decide' }).click()]);
  const decision = await made.json();
  assert.deepEqual([decision.kind, decision.target, decision.field, decision.value], ['rate', 'outlet:Ouallam Radio', 'reliability', 'D']);
  await row.locator('.grade').waitFor();
  assert.match(await row.innerText(), /D.*not usually reliable.*\n?.*A\. Reader, .*: one voice at the hospital/s);
  const other = await open('/contested?kind=figure');
  const side = other.locator('main [data-row]').filter({ hasText: 'Ouallam' }).locator('.positions li').filter({ hasText: 'a nurse said' });
  await side.getByText('Ouallam Radio').waitFor();
  assert.equal(await side.locator('.grade').first().getAttribute('title'), 'D: not usually reliable');
  // Nobody rated the wire: it has no letter, and no F.
  assert.equal(await other.locator('.positions li').filter({ hasText: 'the prefect said' }).locator('.grade').count(), 0);
  await other.context().close();
  await page.locator('h1').click();
  await Promise.all([posted(page), page.keyboard.press('z')]);
  await row.locator('.grade').waitFor({ state: 'detached' });
  await page.context().close();
});

test('a claim is rated beside its words: the pair stands in the drawer, on the card, in the report, and judges nothing', async () => {
  const before = (await ask('disputes?kind=figure')).items.find((row) => row.about.includes('Ouallam'));
  const page = await site.reading('/contested?kind=figure', 'B. Reader');
  const card = page.locator('main [data-row]').filter({ hasText: 'Ouallam' }).first();
  await card.getByRole('button', { name: 'Evidence' }).click();
  const drawer = page.getByRole('dialog', { name: 'Evidence' });
  await drawer.getByText('Other decisions').click();
  await drawer.getByLabel('Kind').selectOption('Rate');
  await drawer.getByLabel('About').selectOption({ label: '21' });
  await drawer.getByLabel('Credibility').selectOption('4');
  assert.deepEqual(await axe(page), []);
  const [made] = await Promise.all([posted(page), drawer.getByRole('button', { name: 'Decide' }).click()]);
  const { target, field, value } = await made.json();
  assert.deepEqual([field, value], ['credibility', '4']);
  const dispute = (await ask('disputes?kind=figure')).items.find((row) => row.id === before.id);
  const rated = dispute.positions.find((one) => one.claim === target);
  assert.deepEqual([rated.value, rated.credibility, dispute.judged, dispute.positions.length], ['21', '4', before.judged, before.positions.length]);
  await card.locator('.positions .grade').getByText('4', { exact: false }).first().waitFor();
  const listed = (await ask(`events?from=2025-07-01&to=2025-07-01`)).items.find(({ id }) => id === dispute.event);
  assert.ok(listed.rated.some((pair) => pair.endsWith('4')), listed.rated.join());
  const list = await open('/events?from=2025-07-01&to=2025-07-01');
  await list.locator(`.line[data-target="${dispute.event}"] .grade`).first().waitFor();
  await list.context().close();
  const event = await ask(`events/${dispute.event}`);
  assert.equal(event.figures.find((one) => one.id === target).credibility, '4');
  assert.equal(event.judged, null);
  // An account of its own words: the report tells the pair behind the source.
  const account = event.accounts[0];
  const order = { kind: 'rate', target: account.id, field: 'credibility', value: '2', who: 'B. Reader' };
  await fetch(`${site.base}/api/v1/decisions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) });
  assert.match(await (await fetch(`${site.base}/api/v1/report.html?from=2025-07-01&to=2025-07-01`)).text(), /, rated 2 <a/);
  await page.context().close();
});

test('letters and numbers are explained in French, and whoever says most can be rated at 360 pixels', async () => {
  const page = await open('/sources', { viewport: { width: 360, height: 740 }, locale: 'fr-FR' });
  await page.getByRole('heading', { name: 'À qui on prête ces paroles' }).waitFor();
  const first = page.getByRole('region', { name: 'À qui on prête ces paroles' }).getByRole('row').nth(1);
  await first.getByText('Coter').click();
  assert.ok((await first.getByLabel('Fiabilité').innerText()).includes('F: ne peut être appréciée'));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide} pixels wide`);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});
