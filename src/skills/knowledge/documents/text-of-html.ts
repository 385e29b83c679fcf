import { Parser } from "htmlparser2";

/** The words of a line of HTML, a title for example, without its marks. */
export function textOfHtml(source: string): string {
  let text = "";
  const parser = new Parser({ ontext: (words) => (text += words) });
  parser.end(source);
  return text.replace(/\s+/gu, " ").trim();
}
