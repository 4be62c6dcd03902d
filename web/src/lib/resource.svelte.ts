// A question whose answer is on its way: loading, failed, or here. A new question ends the old one.

import { address, askAgain, Problem, type Params } from './api';
import { live } from './live.svelte';
import { greet } from './session.svelte';

export class Resource<T> {
  // Raw: an answer is never changed in place, and one of 50,000 rows must not be wrapped row by row.
  value = $state.raw<T | null>(null);
  error = $state<string | null>(null);
  loading = $state(true);
  #running: AbortController | null = null;
  /** How often the same question was asked again. */
  #turn = $state(0);
  /** The tag of the value that is here. */
  #tag: string | null = null;

  constructor(question: () => { path: string; params?: Params } | null) {
    // As text, both clocks in it: what changes nothing of the question does not ask again.
    const at = $derived.by(() => {
      const asked = question();
      return asked && address(asked.path, asked.params);
    });
    $effect(() => {
      // Read here, so that a changed record asks again.
      void live.version;
      void this.#turn;
      void this.#ask(at);
      return () => this.#running?.abort();
    });
  }

  /** Asks again what has not changed as a question: its answer has. */
  again(): void {
    this.#turn += 1;
  }

  async #ask(at: string | null): Promise<void> {
    this.#running?.abort();
    if (!at) {
      this.loading = false;
      return;
    }
    const running = new AbortController();
    this.#running = running;
    this.loading = true;
    try {
      const { tag, value } = await askAgain<T>(at, this.#tag, running.signal);
      if (value !== undefined) [this.value, this.#tag] = [value, tag];
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
