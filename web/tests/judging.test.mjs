// Judging beyond accept and reject: unsure, what of a dispute holds; and the mark of copied text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe } from '../testing/harness.mjs';
import { visit } from '../testing/visit.mjs';

const site = visit();
const { open } = site;
const reading = (path) => site.reading(path, 'A. Reader');
const ask = async (path) => (await fetch(`${site.base}/api/v1/${path}`)).json();
const posted = (page) => page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() === 201);

test('u says that one cannot tell, goes on, takes nothing back that stands, and can be undone', async () => {
  const page = await reading('/contested');
  const rows = page.locator('main [data-row]');
  const ids = await rows.evaluateAll((found) => found.map((row) => row.dataset.target));
  await page.keyboard.press('j');
  const [first] = await Promise.all([posted(page), page.keyboard.press('u')]);
  const { kind, target } = await first.json();
  assert.deepEqual([kind, target], ['unsure', ids[0]]);
  await rows.first().getByText('unsure', { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.target), ids[1]);
  // It waits on: behind everything that nobody looked at.
  assert.equal((await ask('desk')).undecided.at(-1).judged ?? 'unsure', 'unsure');
  await page.keyboard.press('k');
  await Promise.all([posted(page), page.keyboard.press('a')]);
  await rows.first().getByText('accepted', { exact: true }).waitFor();
  await page.keyboard.press('k');
  await Promise.all([posted(page), page.keyboard.press('u')]);
  assert.equal((await ask(`disputes/${ids[0]}`)).judged, 'accept');
  await rows.first().getByText('accepted', { exact: true }).waitFor();
  await Promise.all([posted(page), page.keyboard.press('z')]);
  assert.deepEqual((await ask(`decisions?target=${ids[0]}`)).items.map((row) => [row.kind, row.undone]), [['unsure', true], ['accept', false], ['unsure', false]]);
  await page.context().close();
});

test('one position of a dispute holds, with a reason and a name; everybody sees it, and it is undone', async () => {
  const page = await reading('/contested?kind=figure');
  const card = page.locator('main [data-row]').filter({ hasText: 'Ouallam' }).first();
  const other = await open('/contested?kind=figure');
  await card.getByRole('button', { name: '✓ This holds 21' }).click();
  const drawer = page.getByRole('dialog', { name: 'Evidence' });
  assert.equal(await drawer.getByLabel('Kind').inputValue(), 'settle');
  assert.deepEqual(await axe(page), []);
  await page.waitForFunction(() => document.activeElement?.name === 'note');
  await page.keyboard.type('the nurse saw the list');
  const [made] = await Promise.all([posted(page), page.keyboard.press('Control+Enter')]);
  const decision = await made.json();
  assert.deepEqual([decision.kind, decision.who, decision.note], ['settle', 'A. Reader', 'the nurse saw the list']);
  assert.match(decision.value, /21/);
  const told = other.locator('main [data-row]').filter({ hasText: 'Ouallam' }).first();
  await told.getByText('A. Reader: the nurse saw the list').waitFor();
  await told.getByText('settled', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await Promise.all([posted(page), page.keyboard.press('z')]);
  await told.getByText('settled', { exact: true }).waitFor({ state: 'detached' });
  await page.context().close();
  await other.context().close();
});

test('a range of numbers holds: it stands on the card and behind the plot', async () => {
  const page = await reading('/contested?kind=figure');
  const card = page.locator('main [data-row]').filter({ hasText: 'Ouallam' }).first();
  await card.getByRole('button', { name: 'Evidence' }).click();
  const drawer = page.getByRole('dialog', { name: 'Evidence' });
  await drawer.getByText('Other decisions').click();
  await drawer.getByLabel('Kind').selectOption('settle');
  await drawer.getByLabel('Holds:').selectOption('a range');
  await drawer.getByLabel('low').fill('14');
  await drawer.getByLabel('high').fill('18');
  await drawer.getByLabel('Why').fill('two lists');
  const [made] = await Promise.all([posted(page), drawer.getByRole('button', { name: 'Decide' }).click()]);
  assert.equal((await made.json()).value, '14..18');
  await card.getByText('14–18').waitFor();
  await card.locator('svg .band').waitFor({ state: 'attached' });
  await page.context().close();
});

test('what repeats the words of another document says so, in a dispute, in the drawer and in the document', async () => {
  const page = await open('/contested?kind=figure');
  const card = page.locator('main [data-row]').filter({ hasText: 'Ouallam' }).first();
  const copied = card.locator('li').filter({ hasText: 'The Evening Courier' });
  await copied.getByText('copied from Relay Wire').waitFor();
  assert.equal(await card.locator('.copied').count(), 1, 'only the reprint is copied');
  await card.getByRole('button', { name: 'Evidence' }).click();
  await page.getByRole('dialog', { name: 'Evidence' }).getByRole('link', { name: 'copied from Relay Wire' }).waitFor();
  await page.goto(`${site.base}/document/reprint.txt`);
  await page.locator('aside').getByText('copied from Relay Wire').first().waitFor();
  await page.context().close();
});
