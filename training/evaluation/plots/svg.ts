/** What an SVG says of itself to those who can't see it. */
export interface SvgFrame {
  title: string;
  description: string;
  /** Pixels. */
  width: number;
  height: number;
  /** CSS beside the common classes. */
  style?: string;
}

/** Font of all labels, in pixels, and about what a letter of it takes. */
export const FONT_SIZE = 11;
const LETTER = 6.1;

/** A document of its own, readable on a light and on a dark page. */
export function svgDocument({ title, description, width, height, style = "" }: SvgFrame, parts: string[]): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img" aria-labelledby="title desc">
<title id="title">${escapeXml(title)}</title>
<desc id="desc">${escapeXml(description)}</desc>
<style>
  svg { --ink: #1b1f24; --quiet: #57606a; --page: #ffffff; --grid: #e3e8ed; --good: #0a6ebd; --bad: #b35900; }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #e6edf3; --quiet: #9da7b1; --page: #0d1117; --grid: #262c33; --good: #58a6ff; --bad: #f0883e; }
  }
  text { font: ${FONT_SIZE}px system-ui, sans-serif; fill: var(--ink); }
  .heading { font-weight: 600; font-size: 14px; }
  .quiet { fill: var(--quiet); }
  .page { fill: var(--page); }
  .grid { stroke: var(--grid); }
  .good { fill: var(--good); }
  .bad { fill: var(--bad); }
${style}</style>
<rect class="page" width="${w}" height="${h}"/>
${parts.join("\n")}
</svg>
`;
}

export function escapeXml(text: string): string {
  // Control characters can't stand in XML at all.
  const shown = text.replace(/[\u0000-\u001f\u007f]/g, " ");
  return shown.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** Pixels that a label takes, about. */
export function textWidth(text: string): number {
  return Array.from(text).length * LETTER;
}

/** A label that isn't longer than `length` characters. */
export function shortened(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
