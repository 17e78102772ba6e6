import { element, fragment, type Html } from './markup.ts';

/**
 * Drawings whose places across are per cent and whose sizes are pixels: they fill any width, and neither text nor marks
 * are stretched. What a drawing shows is said in words, with its figures, for those who do not see it.
 */
export function picture(kind: string, height: number | null, says: string, ...shapes: readonly Html[]): Html {
  return element('svg', { class: kind, height, role: 'img', 'aria-label': says }, ...shapes);
}

/** `12.34%`. */
export function across(percent: number): string {
  return `${percent}%`;
}

export function upright(kind: string, at: number): Html {
  return element('line', { class: kind, x1: across(at), x2: across(at), y1: 0, y2: '100%' });
}

export function level(kind: string, from: number, to: number, y: string): Html {
  return element('line', { class: kind, x1: across(from), x2: across(to), y1: y, y2: y });
}

export function band(kind: string, from: number, to: number): Html {
  return element('rect', {
    class: kind,
    x: across(from),
    y: 0,
    width: across(rounded(to - from)),
    height: '100%',
  });
}

/** A shape given in pixels around its middle, at a place in per cent. */
export function mark(kind: string, x: number, y: number, path: string): Html {
  return element(
    'svg',
    { x: across(x), y: across(y), overflow: 'visible', class: 'mark' },
    element('path', { class: kind, d: path }),
  );
}

export function dot(kind: string, x: number, y: number, radius: number): Html {
  return element('circle', { class: kind, cx: across(x), cy: across(y), r: radius });
}

export const DIAMOND = 'M0-7L7 0 0 7-7 0Z';
export const ARROW_LEFT = 'M0-4L-6 0 0 4Z';
export const ARROW_RIGHT = 'M0-4L6 0 0 4Z';

/** A curve through points given in per cent of the drawing, `y` from the top. */
export function curve(kind: string, points: readonly (readonly [number, number])[]): Html {
  const path = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return stretched(element('path', { class: kind, d: path }));
}

/** Shapes in a square of 100 by 100 that is stretched over the drawing; lines keep their width by style. */
export function stretched(...shapes: readonly Html[]): Html {
  return element(
    'svg',
    {
      class: 'stretched',
      viewBox: '0 0 100 100',
      preserveAspectRatio: 'none',
      width: '100%',
      height: '100%',
    },
    fragment(...shapes),
  );
}

/** Text that stays inside the drawing at its ends. */
export function label(kind: string, x: number, y: number, content: Html): Html {
  const anchor = x < 6 ? 'start' : x > 94 ? 'end' : 'middle';
  return element('text', { class: kind, x: across(x), y, 'text-anchor': anchor }, content);
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
