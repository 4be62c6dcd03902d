// A question whose answer is on its way: loading, failed, or here. A new question ends the old one.

import { ask, Problem, type Params } from './api';
import { live } from './live.svelte';
import { clocks } from './route.svelte';
import { greet } from './session.svelte';

export class Resource<T> {
  value = $state<T | null>(null);
  error = $state<string | null>(null);
  loading = $state(true);
  #running: AbortController | null = null;

  constructor(question: () => { path: string; params?: Params } | null) {
    $effect(() => {
      const asked = question();
      // Read here, so that another date or a changed record asks again.
      void clocks();
      void live.version;
      this.#ask(asked);
      return () => this.#running?.abort();
    });
  }

  async #ask(asked: { path: string; params?: Params } | null): Promise<void> {
    this.#running?.abort();
    if (!asked) {
      this.loading = false;
      return;
    }
    const running = new AbortController();
    this.#running = running;
    this.loading = true;
    try {
      this.value = await ask<T>(asked.path, asked.params, running.signal);
      this.error = null;
    } catch (error) {
      if (running.signal.aborted) return;
      // The session has ended: the frame then shows the way in.
      if (error instanceof Problem && error.status === 401) void greet();
      this.error = error instanceof Error ? error.message : String(error);
    }
    this.loading = false;
  }
}
