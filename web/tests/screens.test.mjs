// The six screens in a real browser, on a record that the built program made from the example reports.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const ROOT = new URL('../..', import.meta.url).pathname;
const TOGUNA = process.env.TOGUNA ?? join(ROOT, 'target/debug/toguna');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SCREENS = ['desk', 'events', 'contested', 'document', 'actors', 'agreements'];
const HOSTILE = `Kidal, 5 March 2025. <script>document.title='hacked'</script><img src=x onerror="document.title='hacked'">
<svg onload="document.title='hacked'"></svg> The army said it killed 12 fighters near Kidal on 4 March 2025. \u202eevil\u202c =HYPERLINK("x")\n`;

let folder, server, base, browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'toguna-web-'));
  const record = join(folder, 'r.toguna');
  writeFileSync(join(folder, 'hostile.txt'), HOSTILE);
  execFileSync(TOGUNA, ['build', join(ROOT, 'examples/sahel'), join(folder, 'hostile.txt'), '--record', record]);
  server = spawn(TOGUNA, ['serve', record, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  base = await new Promise((done, failed) => {
    server.stdout.on('data', (words) => {
      const found = String(words).match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) done(found[0]);
    });
    server.on('exit', () => failed(new Error('toguna serve ended')));
  });
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--disable-background-networking', '--disable-component-update'],
  });
});

after(async () => {
  await browser?.close();
  server?.removeAllListeners('exit');
  server?.kill();
  if (folder) rmSync(folder, { recursive: true });
});

/** A page that remembers what went wrong, and every address outside the server that it asked for. */
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && page.wrong.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(blob|data):/.test(request.url())) page.wrong.push(`asked ${request.url()}`);
  });
  await page.goto(base + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
  return page;
}

for (const screen of SCREENS) {
  test(`${screen}: shows, asks nobody else, and axe finds nothing`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(`/${screen}`, { colorScheme });
      await page.addScriptTag({ path: AXE }).catch(() => page.evaluate(() => 0));
      // The page's policy allows no foreign script, so axe comes in by the debugger.
      const session = await page.context().newCDPSession(page);
      const { readFileSync } = await import('node:fs');
      await session.send('Runtime.evaluate', { expression: readFileSync(AXE, 'utf8') });
      const { result } = await session.send('Runtime.evaluate', {
        expression: "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).slice(0, 3).join(' | '))))",
        awaitPromise: true,
        returnByValue: true,
      });
      assert.deepEqual(JSON.parse(result.value), [], `${screen} ${colorScheme}`);
      assert.deepEqual(page.wrong.filter((line) => !line.includes('axe.min.js') && !line.includes('Content Security Policy')), []);
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
  await page.getByLabel('Type').selectOption('ASSAULT');
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
  const made = await (await fetch(`${base}/api/v1/decisions`)).json();
  assert.equal(made.items[0].kind, 'accept');
  assert.equal(made.items[0].who, 'A. Reader');
  const log = async () => (await (await fetch(`${base}/api/v1/decisions`)).json()).items;
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
  const csv = await (await fetch(`${base}/api/v1/export.csv`)).text();
  assert.ok(!csv.split(/\r?\n/).some((line) => /(^|,)"?[=+@]/.test(line)), 'a cell begins a formula');
  await page.context().close();
});

test('a report prints every sentence as a footnote and holds no script', async () => {
  const page = await open('/events');
  const href = await page.getByText('Print or send').getAttribute('href');
  const report = await browser.newPage();
  await report.goto(base + href);
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
