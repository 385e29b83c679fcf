export interface TextPart {
  text: string;
  /** Set where the part is a web address. */
  href?: string;
}

const address = /https?:\/\/[^\s<>"]+/giu;

/** Splits a text into plain parts and web addresses (http and https only). The parts joined are the text. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const shown = withoutTrailingPunctuation(match[0]);
    if (!URL.canParse(shown)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: shown, href: shown });
    end = match.index + shown.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** A sentence's full stop, or the bracket around an address, isn't part of it; a bracket opened within the address is. */
function withoutTrailingPunctuation(url: string): string {
  let end = url.length;
  let unclosed = count(url, "(") - count(url, ")");
  for (; end > 0; end--) {
    const last = url.charAt(end - 1);
    if (last === ")" && unclosed < 0) unclosed++;
    else if (!".,;:!?'*]}…".includes(last)) break;
  }
  return url.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
