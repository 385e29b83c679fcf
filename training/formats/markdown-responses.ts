import { responseNameOf } from "../../src/engine/nlu/response-selection";
import { restOfLine } from "./markdown-lines";
import type { ReadLog } from "./read-log";
import type { Place } from "./types";
import { mapNode, scalarNode } from "./yaml-node";
import type { TextLine, YamlMap, YamlNode } from "./yaml-node";

/*
 * The responses of retrieval intents:
 *
 *   ## ask hours
 *   * faq/ask_hours
 *     - We open at nine.
 */

const KEY = /^\*\s*([^\s/{}:]+\/[^\s{}:]+)$/;

/** Every `*` names a response key, and what follows is said and done by no action. */
export function isMarkdownResponses(lines: readonly TextLine[]): boolean {
  const starred = lines.filter(({ text }) => text.startsWith("*"));
  const said = lines.filter(({ text }) => text.startsWith("-"));
  return (
    starred.length > 0 &&
    starred.every(({ text }) => KEY.test(text)) &&
    said.some(({ text }) => !/^-\s*[\w./-]+(\s*\{.*\})?$/.test(text))
  );
}

export function markdownResponses(lines: readonly TextLine[], log: ReadLog): YamlMap {
  const responses = new Map<string, { keyPlace: Place; items: YamlNode[] }>();
  let current: YamlNode[] | null = null;
  for (const line of lines) {
    const [, key] = KEY.exec(line.text) ?? [];
    if (key !== undefined) {
      const name = responseNameOf(key);
      const response = responses.get(name) ?? { keyPlace: restOfLine(line, 1).place, items: [] };
      responses.set(name, response);
      current = response.items;
    } else if (line.text.startsWith("-") && current) {
      const { text, place } = restOfLine(line, 1);
      // A response is one line here, with its line breaks spelt out.
      current.push(mapNode({ text: scalarNode(text.replaceAll("\\n", "\n"), place) }, place));
    } else if (!line.text.startsWith("#")) {
      log.warning(
        line.place,
        "markdown.line",
        `This line is skipped: "${line.text}". Start a response with \`- \`, below its \`* intent/key\`.`,
      );
    }
  }
  const place = lines[0]?.place ?? { file: "", line: 1, column: 1 };
  const entries = [...responses].map(([key, { keyPlace, items }]) => ({
    key,
    keyPlace,
    value: { kind: "list", items, place: keyPlace } satisfies YamlNode,
  }));
  return mapNode({ responses: { kind: "map", entries, place } }, place);
}
