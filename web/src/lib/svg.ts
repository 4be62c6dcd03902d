// A figure of the screen as a file of its own: colours as they are shown, and below it where it comes from.

const SHOWN = ['fill', 'stroke', 'stroke-width', 'stroke-opacity', 'opacity', 'font-size', 'font-family', 'font-weight'];
const NAMESPACE = 'http://www.w3.org/2000/svg';

/** A copy whose looks no longer hang on the page's style sheets. */
function standing(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [before, after] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')];
  before.forEach((element, at) => {
    const looks = getComputedStyle(element);
    for (const name of SHOWN) after[at].setAttribute(name, looks.getPropertyValue(name));
    after[at].removeAttribute('class');
  });
  copy.removeAttribute('class');
  copy.removeAttribute('style');
  return copy;
}

function line(text: string, y: number): SVGTextElement {
  const words = document.createElementNS(NAMESPACE, 'text');
  words.setAttribute('x', '8');
  words.setAttribute('y', String(y));
  words.setAttribute('font-size', '11');
  words.setAttribute('font-family', 'sans-serif');
  words.setAttribute('fill', getComputedStyle(document.body).color);
  words.textContent = text;
  return words;
}

/** Offers the figures, one below the other, with a title above and the address of the view below. */
export function download(name: string, title: string, figures: SVGSVGElement[], width = 960): void {
  const whole = document.createElementNS(NAMESPACE, 'svg');
  whole.setAttribute('xmlns', NAMESPACE);
  const paper = document.createElementNS(NAMESPACE, 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
  whole.append(paper, line(title, 18));
  let y = 28;
  for (const figure of figures) {
    const box = figure.getBoundingClientRect();
    const copy = standing(figure);
    const height = (box.height / box.width) * width;
    for (const [key, value] of Object.entries({ x: 0, y, width, height })) copy.setAttribute(key, String(value));
    whole.append(copy);
    y += height + 8;
  }
  whole.append(line(location.href, y + 10));
  whole.setAttribute('viewBox', `0 0 ${width} ${y + 20}`);
  whole.setAttribute('width', String(width));
  whole.setAttribute('height', String(y + 20));
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(whole)], { type: 'image/svg+xml' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: `${name}.svg` });
  link.click();
  URL.revokeObjectURL(address);
}
