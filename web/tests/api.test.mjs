// The server against its own description: every operation with generated and hostile parameters, every answer by its schema.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT, serve } from '../testing/harness.mjs';

const SCHEMATHESIS = process.env.SCHEMATHESIS ?? join(ROOT, 'target/schemathesis/bin/schemathesis');
const CHECKS = 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance';
let server;

before(async () => (server = await serve()));
after(() => server?.stop());

test('no answer is an error of ours, and each is what the description says', { timeout: 180_000 }, () => {
  const options = ['--phases', 'fuzzing', '--checks', CHECKS, '--max-examples', '8', '--workers', '2', '--seed', '1', '--no-color'];
  // Server-sent events have no end.
  const asked = [`${server.base}/api/v1/openapi.json`, '--exclude-path', '/api/v1/live', '--suppress-health-check', 'all'];
  const run = spawnSync(SCHEMATHESIS, ['run', ...asked, ...options], { encoding: 'utf8', cwd: tmpdir() });
  assert.equal(run.error, undefined, `${SCHEMATHESIS} cannot be run: make browser installs it`);
  assert.equal(run.status, 0, `${run.stdout}\n${run.stderr}`);
});
