// The words that a person selected in a document's text, as code points of it; and words that somebody wrote, found in it.

export interface Picked {
  start: number;
  end: number;
  quote: string;
}

/** Code points before a place in a text that is cut into runs, each of which says where it begins. */
function point(node: Node, offset: number): number | null {
  const run = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]');
  if (!run) return null;
  const before = node instanceof Text ? node.data.slice(0, offset) : offset ? (run.textContent ?? '') : '';
  return Number(run.dataset.start) + Array.from(before).length;
}

/** The words that are selected inside a box, without the blanks around them; null where none are. */
export function pickedIn(box: Element | null | undefined, text: string): Picked | null {
  const selection = getSelection();
  if (!box || !selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
  const from = point(range.startContainer, range.startOffset);
  const to = point(range.endContainer, range.endOffset);
  if (from === null || to === null) return null;
  return trimmed(Array.from(text), Math.min(from, to), Math.max(from, to));
}

/** Where words stand in a text: at the place that is known, else at the first one. */
export function placed(text: string, quote: string, known: Picked | null): Picked | null {
  const wanted = quote.trim();
  if (!wanted) return null;
  if (known?.quote === wanted) return known;
  const at = text.indexOf(wanted);
  if (at < 0) return null;
  const start = Array.from(text.slice(0, at)).length;
  return { start, end: start + Array.from(wanted).length, quote: wanted };
}

function trimmed(letters: string[], from: number, to: number): Picked | null {
  let [start, end] = [from, to];
  while (start < end && !letters[start].trim()) start += 1;
  while (end > start && !letters[end - 1].trim()) end -= 1;
  return start < end ? { start, end, quote: letters.slice(start, end).join('') } : null;
}
