/** Colours by what they say. Every text colour keeps 4.5:1 on both grounds of its mode; a test holds them to it. */
export interface Palette {
  readonly ground: string;
  readonly raised: string;
  readonly ink: string;
  readonly muted: string;
  readonly hairline: string;
  readonly link: string;
  readonly pass: string;
  readonly fail: string;
  readonly open: string;
  readonly candidate: string;
  readonly baseline: string;
  /** Behind the candidate's outline, and behind what lies beyond a margin. */
  readonly area: string;
  readonly beyond: string;
}

export const LIGHT: Palette = {
  ground: '#f7f7f5',
  raised: '#ffffff',
  ink: '#1c2127',
  muted: '#5a636d',
  hairline: '#dfe1e4',
  link: '#1d4f91',
  pass: '#1f6b45',
  fail: '#a8201a',
  open: '#85560a',
  candidate: '#1d4f91',
  baseline: '#6a717a',
  area: '#dce6f3',
  beyond: '#f9efed',
};

export const DARK: Palette = {
  ground: '#121518',
  raised: '#1a1e22',
  ink: '#e6e8ea',
  muted: '#a2abb4',
  hairline: '#30363c',
  link: '#8fb8f0',
  pass: '#79c79a',
  fail: '#f59089',
  open: '#e0b15c',
  candidate: '#8fb8f0',
  baseline: '#98a1ab',
  area: '#24344a',
  beyond: '#33211f',
};

/** Custom properties of a palette. */
export function properties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');
}
