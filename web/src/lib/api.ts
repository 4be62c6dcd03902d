// Questions to the server that served this page; nothing else is ever asked.

import { clocks } from './route.svelte';
import type { Page } from './types';

/** An answer that is an error, in the words of the server (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

export type Params = Record<string, string | number | boolean | null | undefined>;

/** The address of a question, with both clocks of the page. */
export function address(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  const all: Params = { ...clocks(), ...params };
  for (const [name, value] of Object.entries(all)) {
    if (value !== null && value !== undefined && value !== '' && value !== false) query.set(name, String(value));
  }
  const asked = query.toString();
  return `/api/v1/${path}${asked ? `?${asked}` : ''}`;
}

export async function ask<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  return read<T>(await fetch(address(path, params), { signal }));
}

/** Every row of a list, page after page. */
export async function askAll<T>(path: string, params: Params = {}): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page<T> = await ask(path, { ...params, limit: 500, cursor });
    rows.push(...page.items);
    cursor = page.next;
  }
  return rows;
}

/** An answer with its tag; without a value where the tag is one that is known, so that nothing is read twice. */
export async function askAgain<T>(at: string, known: string | null, signal: AbortSignal): Promise<{ tag: string | null; value?: T }> {
  const response = await fetch(at, { signal });
  const tag = response.headers.get('etag');
  if (response.ok && tag !== null && tag === known) {
    await response.body?.cancel();
    return { tag };
  }
  return { tag, value: await read<T>(response) };
}

/** A request that is no question of the record: without clocks. */
export async function api<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return read<T>(await fetch(`/api/v1/${path}`, { method, ...sent }));
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
  throw new Problem(response.status, problem?.detail ?? `${response.status} ${response.statusText}`);
}
