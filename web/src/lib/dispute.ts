// Opens a dispute in the drawer: every position with its words.

import { show } from './drawer.svelte';
import { route, set } from './route.svelte';
import type { Dispute } from './types';

export function openDispute(dispute: Dispute): void {
  const rows = dispute.positions.map((evidence) => ({ id: evidence.doc_id, evidence, value: evidence.value, claimed_by: evidence.claimed_by }));
  show({ title: dispute.about, target: dispute.id, judged: dispute.judged, rule: dispute.rule, rows });
  if (route.now.screen === 'contested') set({ dispute: dispute.id });
}
