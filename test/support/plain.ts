/** What a page says, without its markup: ids, keys and addresses hold random letters and numbers. */
export function plain(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}
