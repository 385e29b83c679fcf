import { restOfLine } from "./markdown-lines";
import type { ReadLog } from "./read-log";
import { mapNode, scalarNode } from "./yaml-node";
import type { TextLine, YamlMap, YamlNode } from "./yaml-node";

/*
 *   ## intent:book_trip
 *   - go to [Oslo](city)
 *
 * and in the same way `## synonym:Oslo`, `## regex:code` and `## lookup:city`, whose one line may name a file instead.
 */

const HEADER = /^##\s*(\w+)\s*:\s*(.+)$/;
const SECTIONS = ["intent", "synonym", "regex", "lookup"];

export function isMarkdownNlu(lines: readonly TextLine[]): boolean {
  return lines.some(({ text }) => SECTIONS.includes(HEADER.exec(text)?.[1] ?? ""));
}

export function markdownNlu(lines: readonly TextLine[], log: ReadLog): YamlMap {
  const items: YamlNode[] = [];
  /** The examples of the section that is being read; null before the first, and in one that isn't known. */
  let examples: YamlNode[] | null = null;
  for (const line of lines) {
    const [, section, title] = HEADER.exec(line.text) ?? [];
    if (section !== undefined && title !== undefined) {
      examples = SECTIONS.includes(section) ? [] : null;
      if (examples === null) reportSection(line, section, log);
      else items.push(sectionNode(section, restOfLine(line, line.text.length - title.length), examples));
    } else if (/^[-*+](\s|$)/.test(line.text)) {
      const example = restOfLine(line, 1);
      if (example.text !== "") examples?.push(scalarNode(example.text, example.place));
    } else if (/^\S+\.(txt|csv)$/.test(line.text) && items.length > 0 && examples?.length === 0) {
      // The file of a lookup table stands without a dash, as the only line.
      replaceExamples(items, line);
    } else if (!line.text.startsWith("#")) {
      log.warning(
        line.place,
        "markdown.line",
        `This line is skipped: "${line.text}". Start an example with \`- \`, and a section with \`## intent:name\`.`,
      );
    }
  }
  const place = lines[0]?.place ?? { file: "", line: 1, column: 1 };
  return mapNode({ nlu: { kind: "list", items, place } }, place);
}

function sectionNode(section: string, title: TextLine, examples: YamlNode[]): YamlMap {
  const { text, place } = title;
  return mapNode({ [section]: scalarNode(text, place), examples: { kind: "list", items: examples, place } }, place);
}

function replaceExamples(items: YamlNode[], { text, place }: TextLine): void {
  const item = items.at(-1);
  const examples = item?.kind === "map" ? item.entries.find(({ key }) => key === "examples") : undefined;
  if (examples) examples.value = scalarNode(text, place);
}

function reportSection({ place }: TextLine, section: string, log: ReadLog): void {
  log.error(
    place,
    "markdown.section",
    `There is no section \`${section}\`; its lines are skipped. Write one of ${SECTIONS.join(", ")}.`,
  );
}
