// What a URL gives again, and what several people see of each other.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { axe } from '../testing/harness.mjs';
import { visit } from '../testing/visit.mjs';

const site = visit();
const { open, reading } = site;

test('an open drawer is in the URL, and the URL opens it again', async () => {
  for (const [path, open_] of [['/events', '.lines [data-row]'], ['/contested', '[data-action=open]']]) {
    const page = await open(path);
    await page.locator(open_).nth(1).click();
    const drawer = page.getByRole('dialog', { name: 'Evidence' });
    const title = await drawer.getByRole('heading', { level: 2 }).innerText();
    await page.waitForURL(/(event|dispute)=/);
    const again = await open(page.url().slice(site.base.length));
    await again.getByRole('dialog', { name: 'Evidence' }).getByRole('heading', { level: 2, name: title }).waitFor();
    assert.deepEqual(await axe(again), []);
    await again.keyboard.press('Escape');
    await again.waitForURL((url) => !/(event|dispute)=/.test(url.search));
    await again.context().close();
    await page.context().close();
  }
});

test('the map marks the open event at its point', async () => {
  const { id, lat, lon } = await (await fetch(`${site.base}/api/v1/events/geo`)).json();
  const page = await open(`/events?event=${id[lat.findIndex((one, at) => one !== null && lon[at] !== null)]}`);
  await page.locator('.map .chosen').waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await page.locator('.map .chosen').waitFor({ state: 'detached' });
  await page.context().close();
});

test('two people who judge one thing differently are told so, and both judgements stay', async () => {
  const [first, second] = [await reading('/contested', 'Awa'), await reading('/contested', 'Ben')];
  for (const page of [first, second]) await page.keyboard.press('j');
  await Promise.all([first.waitForResponse((answer) => answer.request().method() === 'POST'), first.keyboard.press('a')]);
  await second.getByText('accepted', { exact: true }).first().waitFor();
  await Promise.all([second.waitForResponse((answer) => answer.request().method() === 'POST'), second.keyboard.press('r')]);
  await second.getByText('Judged otherwise by Awa: Accept').waitFor();
  // Awa's own acceptance does not hide what was judged since.
  await first.locator('[data-row]').first().getByText('rejected', { exact: true }).waitFor();
  await first.locator('[data-action=open]').first().click();
  const log = first.getByRole('dialog', { name: 'Evidence' }).getByRole('region', { name: 'Decisions' });
  await log.getByText('People judge this differently').waitFor();
  assert.deepEqual(await log.getByRole('listitem').evaluateAll((rows) => rows.map((row) => row.textContent.split(',')[0])), ['Reject — Ben', 'Accept — Awa']);
  await first.context().close();
  await second.context().close();
});

test('versions of one address are compared word by word, and the URL keeps what with what', async () => {
  const page = await open('/document/bridge-second.txt');
  await page.getByRole('navigation', { name: 'Versions of this address' }).getByRole('button', { name: 'Compare 2025-05-02' }).click();
  const changed = async (page, element) => (await page.locator(element).allInnerTexts()).map((words) => words.trim());
  await page.locator('ins').first().waitFor();
  assert.deepEqual([await changed(page, 'del'), await changed(page, 'ins')], [['Four'], ['Six']]);
  await page.reload();
  await page.locator('ins').first().waitFor();
  await page.context().close();
});

test('Arabic in a French text is written from right to left, and the French from left to right', async () => {
  const page = await open('/document/arabe.txt');
  const edges = await page.locator('.text').evaluate((text) => {
    const box = text.getBoundingClientRect();
    const edge = (words) => {
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const from = node.data.indexOf(words);
        if (from < 0) continue;
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from + words.length);
        const { left, right } = range.getBoundingClientRect();
        return [left - box.left, box.right - right];
      }
    };
    return { arabic: edge('مرحبا'), french: edge('Le maire') };
  });
  assert.ok(edges.arabic[1] < 4 && edges.arabic[0] > 40, `Arabic begins ${edges.arabic[1]} pixels from the right`);
  assert.ok(edges.french[0] < 4, `French begins ${edges.french[0]} pixels from the left`);
  await page.context().close();
});

test('days on which something is due leave as a calendar', async () => {
  const page = await open('/agreements');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Due days as a calendar' }).click()]);
  const rows = (await (await fetch(`${site.base}/api/v1/agreements?limit=500`)).json()).items;
  const due = rows.flatMap((row) => (/^\d{4}-\d\d-\d\d$/.test(row.date ?? '') ? row.date.replaceAll('-', '') : []));
  const told = readFileSync(await download.path(), 'utf8');
  assert.ok(due.length > 0);
  assert.ok(told.split('\r\n').every((line) => Buffer.byteLength(line) <= 75), 'a line is too long');
  assert.deepEqual([...told.matchAll(/\r\nDTSTART;VALUE=DATE:(\d+)/g)].map(([, day]) => day), due);
  await page.context().close();
});
