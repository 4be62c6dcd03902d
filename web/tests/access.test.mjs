// Logging in, in a real browser: who is let in, whose name a decision bears, and what a role may not do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axe, PASSWORD } from '../testing/harness.mjs';
import { visit } from '../testing/visit.mjs';

const site = visit({ accounts: ['viewer', 'annotator', 'reviewer', 'admin'] });
const { open } = site;

async function login(page, name, password = PASSWORD) {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** What the page itself gets for an order: with its cookie and its headers. */
const decide = (page, order) =>
  page.evaluate(async (body) => {
    const answer = await fetch('/api/v1/decisions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  }, order);

test('nothing is shown before somebody logs in, and a wrong password is refused in words', async () => {
  const page = await open('/contested');
  await login(page, 'annotator', 'five words in a row');
  await page.getByRole('alert').getByText('no account has this name and password').waitFor();
  assert.equal(await page.locator('[data-row]').count(), 0);
  await login(page, 'annotator');
  await page.locator('[data-row]').first().waitFor();
  assert.equal(await page.evaluate(() => document.cookie), '', 'a script can read the cookie');
  await page.reload();
  await page.locator('[data-row]').first().waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByLabel('Password').waitFor();
  await page.context().close();
});

test('an annotator accepts under their own name, and leaves merging and the undoing of others to a reviewer', async () => {
  const page = await open('/contested');
  await login(page, 'annotator');
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('j');
  const [made] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.keyboard.press('a')]);
  const decision = await made.json();
  assert.deepEqual([made.status(), decision.kind, decision.who], [201, 'accept', 'annotator']);
  const { body: forged } = await decide(page, { kind: 'accept', target: decision.target, who: 'somebody else' });
  assert.equal(forged.who, 'annotator');
  assert.equal((await decide(page, { kind: 'not-a-dispute', target: decision.target })).status, 403);
  assert.equal((await decide(page, { kind: 'undo', target: forged.id })).status, 201);
  const reviewer = await open('/contested');
  await login(reviewer, 'reviewer');
  await reviewer.locator('[data-row]').first().waitFor();
  const { body: theirs } = await decide(reviewer, { kind: 'accept', target: decision.target });
  assert.equal((await decide(page, { kind: 'undo', target: theirs.id })).status, 403);
  assert.equal((await decide(reviewer, { kind: 'undo', target: decision.id })).status, 201);
  await page.context().close();
  await reviewer.context().close();
});

test('a viewer sees everything and no button to judge', async () => {
  const page = await open('/contested');
  await login(page, 'viewer');
  await page.locator('[data-row]').first().waitFor();
  assert.equal(await page.locator('[data-action=accept]').count(), 0);
  assert.equal((await decide(page, { kind: 'accept', target: 'any' })).status, 403);
  await page.context().close();
});

test('an admin lets somebody in by keyboard, gives another role and takes them out; axe finds nothing', async () => {
  const page = await open('/access');
  await login(page, 'admin');
  await page.getByRole('rowheader', { name: 'reviewer' }).waitFor();
  assert.deepEqual(await axe(page), []);
  assert.equal(await page.getByRole('button', { name: 'Take out: admin' }).count(), 0, 'nobody takes out themselves');
  const fresh = page.locator('form').filter({ hasText: 'Add' });
  await fresh.getByLabel('Name').focus();
  await page.keyboard.type('Awa');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  const role = page.getByLabel('Role: Awa');
  await role.waitFor();
  assert.equal(await role.inputValue(), 'viewer');
  const [changed] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'PATCH'), role.selectOption('annotator')]);
  assert.deepEqual(await changed.json(), { name: 'Awa', role: 'annotator' });
  await page.getByRole('button', { name: 'Take out: Awa' }).press('Enter');
  await page.getByRole('button', { name: 'Really take out: Awa' }).press('Enter');
  await role.waitFor({ state: 'detached' });
  await page.context().close();
});

test('everybody changes their own password by the old one, and sees nobody else', async () => {
  const page = await open('/access');
  await login(page, 'viewer');
  await page.getByRole('heading', { name: 'Your password' }).waitFor();
  assert.equal(await page.getByRole('rowheader').count(), 0);
  const change = async (old, next) => {
    await page.getByLabel('Old password').fill(old);
    await page.getByLabel('New password').fill(next);
    await page.getByRole('button', { name: 'Change the password' }).click();
  };
  await change('five words in a row', 'six words in a row');
  await page.getByRole('alert').getByText('the old password is another one').waitFor();
  await change(PASSWORD, 'six words in a row');
  await page.getByRole('status').getByText('Changed.').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Your password' }).waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await login(page, 'viewer', 'six words in a row');
  await page.getByRole('heading', { name: 'Your password' }).waitFor();
  await page.context().close();
});
