// Which of many labels are shown: each in its turn, where it covers none that came before it.

export interface Box {
  /** Middle, in pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Pixels that stay free between two labels. */
const GAP = 4;

const apart = (a: Box, b: Box) => Math.abs(a.x - b.x) * 2 >= a.width + b.width + 2 * GAP || Math.abs(a.y - b.y) * 2 >= a.height + b.height + 2 * GAP;

/** The indexes of the labels that have room inside a field from 0 to its width and height; the first of them go before. */
export function roomy(boxes: readonly Box[], field: { width: number; height: number }): number[] {
  const inside = ({ x, y, width, height }: Box) => x + width / 2 > 0 && x - width / 2 < field.width && y + height / 2 > 0 && y - height / 2 < field.height;
  const kept: number[] = [];
  boxes.forEach((box, at) => {
    if (inside(box) && kept.every((other) => apart(box, boxes[other]))) kept.push(at);
  });
  return kept;
}
