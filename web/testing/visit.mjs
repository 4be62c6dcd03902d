// The server and the browser of one file of tests, and pages in them.
import { after, before } from 'node:test';
import { browse, open, serve } from './harness.mjs';

/** Starts both before the tests of a file and ends them behind; `base` and `browser` are there once a test runs. */
export function visit(options) {
  const site = {
    open: (path, context) => open(site.browser, site.base, path, context),
    /** A page whose reader has a name. */
    reading: async (path, name) => {
      const page = await site.open(path);
      await page.getByLabel('Your name').fill(name);
      await page.getByLabel('Your name').blur();
      return page;
    },
  };
  before(async () => {
    const [server, browser] = await Promise.all([serve(options), browse()]);
    Object.assign(site, { server, browser, base: server.base });
  });
  after(async () => {
    await site.browser?.close();
    site.server?.stop();
  });
  return site;
}
