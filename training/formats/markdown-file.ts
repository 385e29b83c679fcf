import { markdownLines } from "./markdown-lines";
import { isMarkdownNlu, markdownNlu } from "./markdown-nlu";
import { isMarkdownResponses, markdownResponses } from "./markdown-responses";
import { isMarkdownStories, markdownStories } from "./markdown-stories";
import type { ReadLog } from "./read-log";
import type { TextLine, YamlMap } from "./yaml-node";

interface MarkdownKind {
  is: (lines: readonly TextLine[]) => boolean;
  read: (lines: readonly TextLine[], log: ReadLog) => YamlMap;
}

/** The three kinds of Markdown that Rasa 1 and 2 read, the narrowest first. */
const KINDS: readonly MarkdownKind[] = [
  { is: isMarkdownNlu, read: markdownNlu },
  { is: isMarkdownResponses, read: markdownResponses },
  { is: isMarkdownStories, read: markdownStories },
];

/** The Markdown of Rasa 1 and 2 as the YAML that says the same; null for a file that is none of its kinds. */
export function parseMarkdown(text: string, file: string, log: ReadLog): YamlMap | null {
  const lines = markdownLines(text, file);
  const [first] = lines;
  const kind = KINDS.find((candidate) => candidate.is(lines));
  if (!first || !kind) return null;
  log.warning(
    first.place,
    "markdown.older",
    "This file is in the Markdown of Rasa 1 and 2; it is read all the same. `sotto data convert` makes YAML of it.",
  );
  return kind.read(lines, log);
}
