/** Entries of a page: without `per_page`, and at most. */
export type Sizes = { usual: number; most: number };

const LIST: Sizes = { usual: 30, most: 100 };

export type Page<T> = { items: T[]; headers: Record<string, string> };

/**
 * One page of a list and its `Link` header.
 * @param url of the request as GitHub links it: by repository id. Its other query parameters are kept.
 * More than 100 a page are not given and not refused: a client that asks for 250 must notice by the header.
 */
export function paginate<T>(items: T[], url: URL, sizes: Sizes = LIST): Page<T> {
  const perPage = Math.min(positive(url.searchParams.get('per_page')) ?? sizes.usual, sizes.most);
  const page = positive(url.searchParams.get('page')) ?? 1;
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const link = (to: number, rel: string): string => {
    const target = new URL(url);
    target.searchParams.set('page', String(to));
    return `<${target.href}>; rel="${rel}"`;
  };
  const links: string[] = [];
  if (page > 1) links.push(link(Math.min(page - 1, last), 'prev'));
  if (page < last) links.push(link(page + 1, 'next'), link(last, 'last'));
  if (page > 1) links.push(link(1, 'first'));
  return {
    items: items.slice((page - 1) * perPage, page * perPage),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

function positive(value: string | null): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
