// Opens a dispute in the drawer: every position with its words.

import { matterOf, ruleOf } from './phrases';
import { drawer, show } from './drawer.svelte';
import { valueOf } from './figure';
import { route, set } from './route.svelte';
import type { Dispute } from './types';

export function openDispute(dispute: Dispute): void {
  const rows = dispute.positions.map((evidence) => ({ id: evidence.claim ?? undefined, evidence, value: valueOf(evidence), claimed_by: evidence.claimed_by, credibility: evidence.credibility }));
  const positions = { values: new Map(dispute.positions.map((position) => [position.value, valueOf(position)])), range: dispute.kind === 'figure' };
  show({ title: matterOf(dispute), target: dispute.id, judged: dispute.judged, rule: ruleOf(dispute), rows, positions });
  if (route.now.screen === 'contested') set({ dispute: dispute.id });
}

/** Begins the decision that one position holds; its reason is the next word. */
export function takePosition(dispute: Dispute, value: string): void {
  openDispute(dispute);
  drawer.want = { kind: 'settle', with: [], value };
}
