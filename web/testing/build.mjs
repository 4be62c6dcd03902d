import { buildRecord } from './harness.mjs';

buildRecord();
