// A claim of a person's own from the words of a document, what people settled of an event, and where the record comes from.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe } from '../testing/harness.mjs';
import { visit } from '../testing/visit.mjs';

const site = visit();
const { open } = site;
const reading = (path) => site.reading(path, 'A. Reader');
const ask = async (path) => (await fetch(`${site.base}/api/v1/${path}`)).json();
const posted = (page) => page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() === 201);

/** Selects words of the document as a reader does with the mouse. */
const select = (page, words) =>
  page.locator('.text').evaluate((box, words) => {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    let before = '';
    const nodes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push([before.length, node]);
      before += node.data;
    }
    const at = before.indexOf(words);
    const place = (offset) => {
      const [start, node] = nodes.filter(([start]) => start <= offset).at(-1);
      return [node, offset - start];
    };
    const range = document.createRange();
    range.setStart(...place(at));
    range.setEnd(...place(at + words.length));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }, words);

/** Until the record has merged what was decided. */
async function until(asked) {
  for (;;) {
    const found = await asked();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 200));
  }
}

test('selected words and n add an event: it is a person’s, has those words, joins the events, and is undone', async () => {
  const page = await reading('/document/bridge-first.txt');
  const words = 'the bridge was closed on Friday';
  await select(page, words);
  await page.keyboard.press('n');
  const form = page.locator('form').filter({ hasText: 'They tell' });
  assert.equal(await form.getByLabel('Words of the document that tell it').inputValue(), words);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'tells');
  // What lies half under the edge of a list that scrolls is small for axe: the form alone.
  assert.deepEqual(await axe(page, 'aside form'), []);
  await form.getByLabel('Type').selectOption('COERCE');
  await form.getByLabel('When').fill('2025-05-02');
  await form.getByLabel('Where').selectOption('Ansongo');
  await form.getByLabel('Deaths').fill('2..3');
  await form.getByLabel('Why').fill('the mayor told us');
  const [made] = await Promise.all([posted(page), page.keyboard.press('Control+Enter')]);
  const decision = await made.json();
  assert.deepEqual([decision.kind, decision.who, decision.note, decision.attached], ['add', 'A. Reader', 'the mayor told us', true]);
  const line = page.locator('aside li').filter({ hasText: words });
  // The account, and the dead that it tells.
  await line.nth(1).getByText('told by a person').waitFor();
  assert.equal(await line.getByText('told by a person').count(), 2);
  assert.equal(await line.locator('.judged').first().innerText(), '2025-05-02 @ Ansongo');
  const row = (await ask('documents/bridge-first.txt')).told.accounts.find((one) => one.id === decision.target);
  assert.deepEqual([row.quote, row.judged, row.type], [words, 'add', 'COERCE']);
  const event = await until(async () => (await ask('events?type=COERCE&from=2025-05-02&to=2025-05-02')).items.find((one) => one.evidence.some(({ quote }) => quote === words)));
  assert.deepEqual([event.deaths.low, event.deaths.high], [2, 3]);
  await page.locator('h1').click();
  await Promise.all([posted(page), page.keyboard.press('z')]);
  await line.first().waitFor({ state: 'detached' });
  assert.ok((await ask('documents/bridge-first.txt')).told.accounts.every((one) => one.id !== decision.target));
  await page.context().close();
});

test('a claim without words of the document cannot be made, and what the record refuses is told', async () => {
  const page = await reading('/document/bridge-first.txt');
  await page.getByRole('button', { name: 'Add a claim' }).click();
  const form = page.locator('form').filter({ hasText: 'They tell' });
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'TEXTAREA');
  await form.getByLabel('Words of the document that tell it').fill('nobody wrote this');
  await form.getByText('The document does not say this').waitFor();
  assert.ok(await form.getByRole('button', { name: 'Add', exact: true }).isDisabled());
  await form.getByLabel('Words of the document that tell it').fill('The mayor said');
  await form.getByLabel('They tell').selectOption('a date');
  await form.getByLabel('When').fill('someday');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('.notice.wrong').waitFor();
  await form.getByLabel('They tell').selectOption('a figure');
  await form.getByLabel('Measure').selectOption('injured');
  await form.getByRole('textbox', { name: 'Count' }).fill('5');
  const [made] = await Promise.all([posted(page), form.getByRole('button', { name: 'Add', exact: true }).click()]);
  const { target } = await made.json();
  assert.equal((await ask('documents/bridge-first.txt')).told.figures.find((one) => one.id === target).low, 5);
  await page.context().close();
});

test('a fact is added with its two sides, what lasts, and who says it', async () => {
  const page = await reading('/document/bridge-first.txt');
  await select(page, 'Four people were injured near the market');
  await page.keyboard.press('n');
  const form = page.locator('form').filter({ hasText: 'They tell' });
  await form.getByLabel('They tell').selectOption('a state that lasts');
  assert.deepEqual(await axe(page, 'aside form'), []);
  await form.getByLabel('Of whom or what').fill('the market guards');
  await form.getByLabel('It says').selectOption('controls');
  await form.getByLabel('What', { exact: true }).fill('the bridge');
  await form.getByLabel('Since').fill('2025-05');
  const [made] = await Promise.all([posted(page), form.getByRole('button', { name: 'Add', exact: true }).click()]);
  const { target } = await made.json();
  const fact = (await ask('documents/bridge-first.txt')).told.facts.find((one) => one.id === target);
  assert.deepEqual([fact.subject.name, fact.subject.id, fact.predicate, fact.object.name, fact.from, fact.judged], ['the market guards', null, 'controls', 'the bridge', '2025-05', 'add']);
  const line = page.locator('aside li').filter({ hasText: 'the market guards → the bridge' });
  assert.equal(await line.locator('.judged').innerText(), 'the market guards → the bridge, 2025-05 – …');
  await page.locator('h1').click();
  await Promise.all([posted(page), page.keyboard.press('z')]);
  await line.waitFor({ state: 'detached' });
  await page.context().close();
});

test('the form speaks French and can be filled at 360 pixels', async () => {
  const page = await open('/document/bridge-first.txt', { viewport: { width: 360, height: 740 }, locale: 'fr-FR' });
  await page.getByRole('button', { name: 'Ajouter une affirmation' }).click();
  await page.getByLabel('Mots du document qui le disent').waitFor();
  await page.getByLabel('Ils rapportent').selectOption('un chiffre');
  await page.getByLabel('Mesure').selectOption('tués');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide} pixels wide`);
  assert.deepEqual(await axe(page, 'aside form'), []);
  await page.context().close();
});

test('what a person settled is what the event tells, solid, with the rule beside it; it leaves so, and is undone', async () => {
  const dispute = (await ask('disputes?kind=figure')).items.find((row) => row.about.includes('Ouallam'));
  const before = await ask(`events/${dispute.event}`);
  const page = await reading(`/contested?kind=figure`);
  const card = page.locator('main [data-row]').filter({ hasText: 'Ouallam' }).first();
  await card.getByRole('button', { name: '✓ This holds 21' }).click();
  await page.waitForFunction(() => document.activeElement?.name === 'note');
  await page.keyboard.type('the nurse saw the list');
  await Promise.all([posted(page), page.keyboard.press('Control+Enter')]);
  const event = await until(async () => {
    const now = await ask(`events/${dispute.event}`);
    return now.settled.length ? now : null;
  });
  assert.deepEqual([event.deaths.low, event.deaths.best, event.deaths.high], [21, 21, 21]);
  assert.deepEqual(event.settled[0].rule_deaths, [before.deaths.low, before.deaths.best, before.deaths.high]);
  assert.match(event.deaths.rule, /^deaths settled by A\. Reader on \d{4}-\d\d-\d\d: the nurse saw the list; the rule makes low /);
  const reader = await open(`/events?event=${event.id}`);
  const drawer = reader.getByRole('dialog', { name: 'Evidence' });
  await drawer.locator('.ruling').getByText('settled by A. Reader').waitFor();
  assert.equal(await drawer.locator('.ruling .judged').innerText(), '21');
  assert.equal(await drawer.locator('.ruling .machine').innerText(), before.deaths.low === before.deaths.high ? `${before.deaths.low}` : `${before.deaths.low}–${before.deaths.high} (best ${before.deaths.best})`);
  assert.deepEqual(await axe(reader), []);
  const report = await (await fetch(`${site.base}/api/v1/report.html?from=2025-07-01&to=2025-07-01`)).text();
  assert.match(report, /deaths settled by A\. Reader on/);
  const csv = await (await fetch(`${site.base}/api/v1/export.csv?from=2025-07-01&to=2025-07-01`)).text();
  assert.match(csv, /deaths settled by A\. Reader on/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await Promise.all([posted(page), page.keyboard.press('z')]);
  const again = await until(async () => {
    const now = await ask(`events/${dispute.event}`);
    return now.settled.length ? null : now;
  });
  assert.deepEqual(again.deaths, before.deaths);
  await reader.context().close();
  await page.context().close();
});

test('sources: who publishes how much, what failed, and the build that read it', async () => {
  const page = await open('/sources');
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Relay Wire' }) });
  assert.match(await row.innerText(), /en\s+1\s+2025-07-02\s+2025-07-02\s+1/);
  await page.getByRole('listitem').filter({ hasText: 'scan.txt' }).getByText('a PDF').waitFor();
  const build = page.getByRole('region', { name: 'Builds' }).getByRole('row').nth(1);
  assert.match(await build.innerText(), /exact|fast/);
  assert.match(await build.innerText(), /sahel/);
  assert.match(await build.innerText(), /\d+ new/);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('an agreement is a chain of steps with their days, each with its own sentences', async () => {
  const { items } = await ask('agreements?on=2025-12-31');
  const charter = items.find((row) => row.what.startsWith('Charte du Liptako-Gourma'));
  assert.deepEqual(charter.steps.map(({ step, day }) => [step, day]), [['signed', '2023-09-16']]);
  assert.ok(items.some((row) => row.steps.at(-1).step === 'overdue' && row.status === 'overdue'));
  const page = await open('/agreements');
  const row = page.locator('[data-row]', { hasText: 'Charte du Liptako-Gourma' });
  await row.getByRole('button', { name: 'signed (2023-09-16)' }).click();
  const drawer = page.getByRole('dialog', { name: 'Evidence' });
  assert.equal(await drawer.locator('.sheet').count(), charter.steps[0].sources.length);
  assert.match(await drawer.innerText(), /signed \(2023-09-16\)/);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('the ledger names who says something as the record does', async () => {
  const { items } = await ask('agreements');
  const actors = (await ask('actors?limit=500')).items;
  const said = items.flatMap((row) => row.claimed_by ?? []);
  assert.ok(said.some((name) => actors.some((actor) => actor.name === name)), said.join());
  assert.ok(said.every((name) => !actors.some((actor) => actor.id === name && actor.name !== name)), said.join());
});
