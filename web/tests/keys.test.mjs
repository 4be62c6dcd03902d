// What keys do: moving, marking, judging, stepping through time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../testing/visit.mjs';

const site = visit();
const { open, reading } = site;
const ask = async (path) => (await fetch(`${site.base}/api/v1/${path}`)).json();

const focused = (page) => page.evaluate(() => document.activeElement?.closest('[data-row]')?.dataset.target);

test('a number goes to its screen, and not from a field', async () => {
  const page = await open('/desk');
  await page.keyboard.press('3');
  await page.waitForURL(/contested/);
  await page.keyboard.press('/');
  await page.keyboard.type('2');
  assert.equal(await page.locator('#search').inputValue(), '2');
  assert.match(page.url(), /contested/);
  await page.context().close();
});

test('{ and } step the public clock from report to report', async () => {
  const page = await open('/desk');
  const days = [...new Set((await ask('documents?limit=500')).items.flatMap((row) => row.published ?? []))].filter((day) => day.length === 10).sort();
  const asOf = (day) => page.waitForFunction((day) => new URLSearchParams(location.search).get('as_of') === day, day);
  await page.keyboard.press('{');
  await asOf(days.at(-1));
  await page.keyboard.press('{');
  await asOf(days.at(-2));
  await page.keyboard.press('}');
  await asOf(days.at(-1));
  await page.keyboard.press('}');
  await asOf(null);
  await page.context().close();
});

test('arrow keys move the brush of the timeline, with Shift its end', async () => {
  const page = await open('/events?from=2024-01-01&to=2024-01-10');
  await page.locator('svg.histogram').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(/from=2024-01-02&to=2024-01-11/);
  await page.keyboard.press('Shift+ArrowLeft');
  await page.waitForURL(/from=2024-01-02&to=2024-01-10/);
  await page.context().close();
});

test('x and Shift+x mark rows, a accepts them all, and z takes back the last', async () => {
  const page = await reading('/contested', 'A. Reader');
  const ids = await page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.dataset.target));
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await page.getByText('☑ 3 marked').waitFor();
  await page.keyboard.press('a');
  await page.getByText('☑ 3 marked').waitFor({ state: 'detached' });
  const log = (await ask('decisions')).items;
  assert.deepEqual(log.map((row) => row.target), ids.slice(0, 3).reverse());
  const [undo] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.keyboard.press('z')]);
  assert.equal((await undo.json()).target, log[0].id);
  await page.context().close();
});

test('a decision by key goes on to the next row, in the list and in the drawer', async () => {
  const page = await reading('/events', 'A. Reader');
  const ids = await page.locator('.lines [data-row]').evaluateAll((rows) => rows.map((row) => row.dataset.target));
  await page.keyboard.press('j');
  const [first] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.keyboard.press('a')]);
  assert.equal((await first.json()).target, ids[0]);
  await page.waitForFunction((id) => document.activeElement?.dataset.target === id, ids[1]);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Evidence' }).waitFor();
  const [second] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.keyboard.press('a')]);
  assert.equal((await second.json()).target, ids[1]);
  await page.waitForURL(new RegExp(`event=${ids[2]}`));
  await page.keyboard.press('k');
  await page.waitForURL(new RegExp(`event=${ids[1]}`));
  assert.equal(await focused(page), ids[1]);
  await page.context().close();
});

test('e begins a correction, m a merge of the marked rows, and Ctrl+Enter decides and goes on', async () => {
  const page = await reading('/events', 'A. Reader');
  const ids = await page.locator('.lines [data-row]').evaluateAll((rows) => rows.map((row) => row.dataset.target));
  const drawer = page.getByRole('dialog', { name: 'Evidence' });
  for (const key of ['j', 'j', 'j', 'j', 'x', 'j']) await page.keyboard.press(key);
  await page.keyboard.press('m');
  assert.equal(await drawer.getByLabel('Kind').inputValue(), 'merge');
  assert.equal(await drawer.getByLabel('Other ids').inputValue(), ids[3]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await page.locator(`[data-target="${ids[4]}"]`).focus();
  await page.keyboard.press('n');
  await page.keyboard.type('two independent reporters saw it');
  const [made] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.keyboard.press('Control+Enter')]);
  const decision = await made.json();
  assert.deepEqual([decision.kind, decision.target, decision.note], ['accept', ids[4], 'two independent reporters saw it']);
  await page.waitForURL(new RegExp(`event=${ids[5]}`));
  await page.context().close();
});

test('y copies the sentence with source, day and address', async () => {
  const page = await open('/events');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('.lines [data-row]').first().click();
  await page.getByRole('dialog', { name: 'Evidence' }).waitFor();
  const words = await page.locator('.drawer q').first().innerText();
  await page.keyboard.press('y');
  await page.getByText('Copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.startsWith(`“${words}” — `) && copied.includes(`${site.base}/document/`), copied);
  await page.context().close();
});
