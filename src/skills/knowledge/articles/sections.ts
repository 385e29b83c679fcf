import { coverage, stems } from "../../matching";

/** A text with a paragraph added at the end of the section that it fits best: where most of its words stand, else the last. */
export function withParagraph(text: string, paragraph: string): string {
  const words = stems(paragraph);
  const sections = text.trimEnd().split(/^(?=#{1,6} )/mu);
  const fits = sections.map((section) => coverage(words, stems(section)));
  const best = fits.lastIndexOf(Math.max(...fits));
  const added = sections.map((section, i) => (i === best ? `${section.trimEnd()}\n\n${paragraph}\n\n` : section));
  return `${added.join("").trim()}\n`;
}

/** What "5 euros -> 6 euros", "change 5 to 6" and "5 euros should be 6 euros" ask for. */
export interface Replacement {
  from: string;
  to: string;
  /** It can mean nothing else. */
  isSure: boolean;
}

const SURE = [
  /^([^]+?)\s*(?:->|=>|→)\s*([^]+)$/u,
  /^(?:please\s+)?(?:change|replace|correct|swap|turn)\s+([^]+?)\s+(?:to|with|by|into|for)\s+([^]+)$/iu,
];
const PERHAPS = [
  /^([^]+?)\s+(?:should (?:be|read|say)|must (?:be|read|say)|is now|are now|becomes?|became)\s+([^]+)$/iu,
];

export function replacementIn(order: string): Replacement | null {
  for (const [patterns, isSure] of [[SURE, true] as const, [PERHAPS, false] as const])
    for (const pattern of patterns) {
      const [, from, to] = pattern.exec(order.trim()) ?? [];
      if (from !== undefined && to !== undefined) return { from: unquoted(from), to: unquoted(to), isSure };
    }
  return null;
}

/** Every place where `from` stands by itself, whatever its case; null where it stands nowhere. */
export function replaced(text: string, { from, to }: Replacement): string | null {
  const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu");
  return pattern.test(text) ? text.replace(pattern, () => to) : null;
}

function unquoted(text: string): string {
  return text.trim().replace(/^["“'‘«]+|["”'’»]+$/g, "");
}
