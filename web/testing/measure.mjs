// How long a person waits, on a record of any size: `npm run measure -- FILE.toguna`. Figures for docs/PERFORMANCE.md.
// Each wait is told twice: from the event in the page to the frame that shows the answer, and with what the driver adds.
import { readFileSync } from 'node:fs';
import { browse, open, serve } from './harness.mjs';

const record = process.argv[2];
const memory = (pid) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const tell = (what, value, unit) => console.log(`${what}: ${Math.round(value)} ${unit}`);
/** The middle of several runs. */
const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function timed(act) {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

/** Waits until the server tells pages of a change. */
async function changed(base) {
  const reader = (await fetch(`${base}/api/v1/live`)).body.getReader();
  for (let words = ''; !words.includes('event: version'); ) words += Buffer.from((await reader.read()).value ?? '').toString();
  await reader.cancel();
}

/** Has the page note how long it takes from an event to the frame in which a text is another one. */
const notice = (page, type, selector) =>
  page.evaluate(([type, selector]) => void (globalThis.noticed = new Promise((told) => {
    const text = () => document.querySelector(selector)?.textContent;
    const before = text();
    const look = (begun) => (text() === before ? requestAnimationFrame(() => look(begun)) : setTimeout(() => told(performance.now() - begun)));
    addEventListener(type, ({ timeStamp }) => requestAnimationFrame(() => look(timeStamp)), { once: true, capture: true });
  })), [type, selector]);

/** Both times of something that an event brings about: what the page took, and what the driver saw. */
async function both(page, type, selector, act) {
  await notice(page, type, selector);
  let inside;
  const outside = await timed(async () => {
    await act();
    inside = await page.evaluate(() => globalThis.noticed);
  });
  return [inside, outside];
}

function tellBoth(what, times) {
  tell(`${what}, in the page`, middle(times.map(([inside]) => inside)), 'ms');
  tell(`${what}, with the driver's own time`, middle(times.map(([, outside]) => outside)), 'ms');
}

const [server, browser] = await Promise.all([serve({ record }), browse()]);
try {
  tell('memory before the first question', memory(server.pid), 'MB');
  const first = await timed(() => fetch(`${server.base}/api/v1/desk`));
  tell('the first question', first, 'ms');
  for (const screen of ['desk', 'events']) {
    const page = await open(browser, server.base, `/${screen}`);
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
    tell(`${screen}: first paint`, paint, 'ms');
    await page.context().close();
  }
  const page = await open(browser, server.base, '/events');
  await page.getByLabel('Your name').fill('A. Reader');
  const box = await page.locator('svg.histogram').boundingBox();
  const brushes = [];
  for (const [from, to] of [[0.2, 0.4], [0.5, 0.6], [0.3, 0.9], [0.1, 0.2], [0.6, 0.8]]) {
    await page.mouse.move(box.x + box.width * from, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * to, box.y + 20);
    brushes.push(await both(page, 'pointerup', '.count', () => page.mouse.up()));
    // Nobody brushes again while the map still draws what was brushed.
    await page.waitForTimeout(500);
  }
  tellBoth('brush until the table is there', brushes);
  const filters = [];
  for (let at = 0; at < 6; at += 1) {
    filters.push(await both(page, 'click', '.count', () => page.getByLabel('only contested').click()));
    await page.waitForTimeout(500);
  }
  tellBoth('filter until the table is there', filters);
  const map = await page.locator('.map[data-drawn]').boundingBox();
  const [x, y] = [map.x + map.width / 2, map.y + map.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const frames = page.evaluate(() => new Promise((done) => {
    const begun = performance.now();
    let count = 0;
    const tick = () => (performance.now() - begun < 3000 ? ((count += 1), requestAnimationFrame(tick)) : done((count * 1000) / (performance.now() - begun)));
    requestAnimationFrame(tick);
  }));
  let moving = true;
  void frames.then(() => (moving = false));
  for (let at = 0; moving; at += 1) await page.mouse.move(x + 80 * Math.sin(at / 15), y + 40 * Math.cos(at / 15));
  await page.mouse.up();
  tell('frames a second while the map is dragged', await frames, '');
  await page.goto(`${server.base}/events`);
  await page.locator('.lines [data-row]').nth(4).waitFor();
  const drawers = [];
  for (let at = 0; at < 5; at += 1) {
    drawers.push(await both(page, 'click', '.drawer h2', () => page.locator('.lines [data-row]').nth(at).click()));
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
  }
  tellBoth('row to drawer', drawers);
  // One decision an event: a rejected event is none that could be judged again.
  const targets = (await (await fetch(`${server.base}/api/v1/events?limit=9`)).json()).items.map((event) => event.id);
  const decisions = [];
  for (const target of targets) {
    const body = JSON.stringify({ kind: 'accept', target, who: 'A. Reader' });
    decisions.push(await timed(() => fetch(`${server.base}/api/v1/decisions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })));
  }
  tell('decision until the server has it', middle(decisions), 'ms');
  const lists = [];
  for (let day = 1; day <= 20; day += 1) lists.push(await timed(async () => (await fetch(`${server.base}/api/v1/events?limit=50&from=1991-01-${String(day).padStart(2, '0')}`)).arrayBuffer()));
  tell('a list that nobody asked for before', middle(lists), 'ms');
  let [most, merging] = [0, true];
  const merged = timed(() => changed(server.base)).finally(() => (merging = false));
  while (merging) {
    most = Math.max(most, memory(server.pid));
    await new Promise((done) => setTimeout(done, 200));
  }
  tell('from the last decision until events are merged', await merged, 'ms');
  tell('memory while events are merged, at most', most, 'MB');
  await new Promise((done) => setTimeout(done, 60_000));
  tell('memory a minute after', memory(server.pid), 'MB');
} finally {
  await browser.close();
  server.stop();
}
