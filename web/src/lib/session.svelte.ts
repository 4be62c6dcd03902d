// Who is logged in, where the server demands it; the cookie itself is out of reach of scripts.

import { api, Problem } from './api';
import { changed } from './live.svelte';

export type Role = 'viewer' | 'annotator' | 'reviewer' | 'admin';

interface Session {
  /** Whether the server demands an account. */
  login: boolean;
  name: string | null;
  role: Role | null;
}

export const session: Session & { known: boolean } = $state({ login: false, name: null, role: null, known: false });

const take = (told: Session) => Object.assign(session, told, { known: true });

/** Asks who is logged in. */
export async function greet(): Promise<void> {
  take(await api<Session>('GET', 'session'));
}

export const ROLES = ['viewer', 'annotator', 'reviewer', 'admin'] as const satisfies Role[];

/** Changes the own password; the session goes on as a new one. */
export async function changePassword(old: string, next: string): Promise<void> {
  take(await api<Session>('PUT', 'session/password', { old, new: next }));
}

/** Logs in; the words of the server where it refuses. */
export async function login(name: string, password: string): Promise<string> {
  try {
    take(await api<Session>('POST', 'session', { name, password }));
    changed();
    return '';
  } catch (error) {
    return error instanceof Problem ? error.message : String(error);
  }
}

export async function logout(): Promise<void> {
  await api('DELETE', 'session');
  await greet();
}

/** Whether somebody has to log in before anything is shown. */
export const closed = () => session.known && session.login && session.role === null;

/** Whether the asker may make every kind of decision. */
export const decides = () => session.role === 'reviewer' || session.role === 'admin';

/** Whether the asker may judge at all. */
export const judges = () => session.role !== null && session.role !== 'viewer';
