/** Whether somebody really opened the page: asking for its head or fetching it ahead is not reading it. */
export function isVisit(request: {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}): boolean {
  const purpose = [request.headers['sec-purpose'], request.headers.purpose, request.headers['x-moz']].join();
  return request.method === 'GET' && !/prefetch|prerender|preview/i.test(purpose);
}
