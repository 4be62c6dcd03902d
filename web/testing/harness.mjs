// What every test of the app needs: a record of the example reports, a server, a browser.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const ROOT = new URL('../..', import.meta.url).pathname;
export const TOGUNA = process.env.TOGUNA ?? join(ROOT, 'target/debug/toguna');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** The folders that were read into it. */
export const READ = [join(ROOT, 'examples/sahel'), join(ROOT, 'target/web-tests/more')];
/** Where the record lies that every test file copies. */
const KEPT = join(ROOT, 'target/web-tests/r.toguna');
const HOSTILE = `Kidal, 5 March 2025. <script>document.title='hacked'</script><img src=x onerror="document.title='hacked'">
<svg onload="document.title='hacked'"></svg> The army said it killed 12 fighters near Kidal on 4 March 2025. \u202eevil\u202c =HYPERLINK("x")\n`;
/** A page that would run, fetch and lead away. */
const PAGE = `<!doctype html><html lang="en"><head><title>The market</title><meta http-equiv="refresh" content="1;url=http://192.0.2.1/">
<style>body { background: url(http://192.0.2.1/hacked.png) }</style></head><body><article><h1>The market</h1>
<p>The market at Ayorou was quiet, said the mayor, who had come to see for himself how few of the sellers had returned to their stalls.</p>
<p id="ran">no</p></article><script>document.getElementById('ran').textContent = 'hacked'; top.document.title = 'hacked'</script>
<img src="http://192.0.2.1/hacked.png" onerror="document.getElementById('ran').textContent = 'hacked'"></body></html>`;
/** A wire text and its reprint, a report with another number, two versions of one address, and Arabic words in a French text. */
const ADDRESS = 'https://example.org/ansongo-bridge';
const WIRE = 'Ouallam, 2 July 2025. Gunmen on motorcycles attacked the market at Ouallam on 1 July 2025 and killed 14 people, the prefect said. They burned the stalls of the grain sellers and took two vehicles before they left towards the north.\n';
const MORE = {
  'wire.txt': { published: '2025-07-02', outlet: 'Relay Wire', text: WIRE },
  'reprint.txt': { published: '2025-07-03', outlet: 'The Evening Courier', text: WIRE },
  'otherwise.txt': { published: '2025-07-04', outlet: 'Ouallam Radio', text: 'Ouallam, 4 July 2025. Gunmen attacked the market at Ouallam on 1 July 2025 and killed 21 people, a nurse said.\n' },
  'bridge-first.txt': { published: '2025-05-02', url: ADDRESS, text: 'The bridge at Ansongo\n\nAnsongo, 2 May 2025. The mayor said that the bridge was closed on Friday. Four people were injured near the market, he said.\n' },
  'bridge-second.txt': { published: '2025-05-03', url: ADDRESS, text: 'The bridge at Ansongo\n\nAnsongo, 2 May 2025. The mayor said that the bridge was closed on Friday. Six people were injured near the market, he said.\n' },
  'arabe.txt': { published: '2025-06-10', text: 'Kidal, le 9 juin 2025. Une affiche accueille les visiteurs :\n\nمرحبا بكم في كيدال، مدينة السلام (2025).\n\nLe maire a inauguré le marché lundi.\n' },
  'hostile.txt': { text: HOSTILE },
  'hostile.html': { text: PAGE },
  'scan.txt': { text: '%PDF-1.4 a scan under a false name' },
};
/** A built app to show instead of the program's own, while it is worked on. */
const DIST = process.env.DIST;
export const PASSWORD = 'four words in a row';

/** Reads the example reports and some of the tests' own into the record; once for all test files. */
export function buildRecord() {
  rmSync(join(KEPT, '..'), { recursive: true, force: true });
  const [, more] = READ;
  mkdirSync(more, { recursive: true });
  for (const [file, { text }] of Object.entries(MORE)) writeFileSync(join(more, file), text);
  writeFileSync(join(more, 'metadata.jsonl'), Object.entries(MORE).map(([file, { text, ...told }]) => JSON.stringify({ file, ...told })).join('\n'));
  execFileSync(TOGUNA, ['build', ...READ, '--record', KEPT], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Serves a copy of the record, or another; `accounts` are names that are their roles, `originals` folders that were read. */
export async function serve({ record = KEPT, accounts = [], originals = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'toguna-web-'));
  const copy = join(folder, 'r.toguna');
  cpSync(record, copy);
  for (const name of accounts) execFileSync(TOGUNA, ['account', 'add', copy, name, '--role', name], { input: `${PASSWORD}\n` });
  const login = accounts.length ? ['--login'] : [];
  const server = spawn(TOGUNA, ['serve', copy, '--listen', '127.0.0.1:0', ...login, ...originals.flatMap((folder) => ['--originals', folder])], { stdio: ['ignore', 'pipe', 'inherit'] });
  const base = await new Promise((done, failed) => {
    server.stdout.on('data', (words) => {
      const found = String(words).match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) done(found[0]);
    });
    server.on('exit', () => failed(new Error('toguna serve ended')));
  });
  const stop = () => {
    server.removeAllListeners('exit');
    server.kill();
    rmSync(folder, { recursive: true });
  };
  return { base, stop, pid: server.pid };
}

export function browse() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--disable-background-networking', '--disable-component-update'],
  });
}

/** A file of the app; every other path is a screen. */
const ownFile = (path) => (/^\/(assets\/|icon)/.test(path) ? path : 'index.html');

/** A page that remembers what went wrong, and every address outside the server that it asked for. */
export async function open(browser, base, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  if (DIST) {
    const headers = { 'content-security-policy': (await fetch(base)).headers.get('content-security-policy') };
    await context.route((url) => url.origin === base && !url.pathname.startsWith('/api/'), (route) => route.fulfill({ path: join(DIST, ownFile(new URL(route.request().url()).pathname)), headers }));
  }
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

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against a page, or a part of it. The app's policy allows no foreign script, so axe comes in by the debugger. */
export async function axe(page, part = 'html') {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: AXE });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(${JSON.stringify(part)}, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).slice(0, 3).join(' | '))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(result.value);
}
