import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, parseDocument } from "yaml";
import type { Alias, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { expandEnvironment } from "./environment-variables";
import type { Environment } from "./environment-variables";
import type { ReadLog } from "./read-log";
import type { Place } from "./types";
import { nullScalar } from "./yaml-node";
import type { TextLine, YamlEntry, YamlNode, YamlScalar } from "./yaml-node";

/** A small file whose aliases stand for more values than this was made to exhaust memory. */
const MAX_NODES = 5_000_000;
/** Reading takes time with what a file is made of, more than with its size: a block of examples is one thing. */
const MAX_MARKS = 3_000_000;

/**
 * YAML 1.2 as Rasa reads it. Null when the text is empty, or is no YAML: the log then says where and why.
 * With an environment, `${NAME}` is replaced in unquoted scalars.
 */
export function parseYaml(text: string, file: string, log: ReadLog, environment?: Environment): YamlNode | null {
  const source = decodeEscapes(text);
  if (hasTooManyMarks(source)) {
    const message = `This file has more than ${MAX_MARKS} words, marks and line ends outside of its blocks. Split it.`;
    log.error({ file, line: 1, column: 1 }, "file.too-large", message);
    return null;
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(source, {
    version: "1.2",
    schema: "core",
    lineCounter,
    // The library's own check takes quadratic time; the converter below makes it in linear time.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  for (const [i, error] of document.errors.entries()) {
    // Having lost its way, the library finds all that follows unexpected.
    if (i > 0 && error.code === "UNEXPECTED_TOKEN") continue;
    log.error(
      placeAt(error.pos[0]),
      "yaml.syntax",
      `This isn't valid YAML: ${error.message}. Check the indentation and the quotes on this line and the one above.`,
    );
  }
  if (document.errors.length > 0 || document.contents === null) return null;
  return new Converter(source, log, placeAt, environment).convert(document.contents);
}

function hasTooManyMarks(source: string): boolean {
  // Each takes half a character at least.
  if (2 * source.length <= MAX_MARKS) return false;
  const marks = new Lexer().lex(source);
  for (let count = 0; count <= MAX_MARKS; count++) if (marks.next().done) return false;
  return true;
}

/** Rasa decodes `\uXXXX` everywhere in files that are otherwise pure ASCII. */
function decodeEscapes(text: string): string {
  if (!text.includes("\\u") || /[^\x00-\x7f]/.test(text)) return text;
  return text.replace(/(\\+)u([0-9a-fA-F]{4})/g, (whole: string, slashes: string, hex: string) =>
    slashes.length % 2 === 0 ? whole : slashes.slice(1) + String.fromCharCode(parseInt(hex, 16)),
  );
}

/** Turns the library's nodes into ours. */
class Converter {
  private readonly anchors = new Map<string, { node: YamlNode; nodes: number }>();
  private readonly sourceLines: string[];
  private nodes = 0;

  constructor(
    source: string,
    private readonly log: ReadLog,
    private readonly placeAt: (offset: number) => Place,
    private readonly environment: Environment | undefined,
  ) {
    this.sourceLines = source.split(/\r?\n/);
  }

  convert(raw: unknown): YamlNode {
    const before = this.nodes++;
    if (isAlias(raw)) return this.alias(raw);
    if (isScalar(raw)) return this.remember(raw.anchor, this.scalar(raw), before);
    if (isSeq(raw)) return this.remember(raw.anchor, this.list(raw), before);
    if (isMap(raw)) return this.remember(raw.anchor, this.map(raw), before);
    return nullScalar(this.placeAt(0));
  }

  private remember(anchor: string | undefined, node: YamlNode, before: number): YamlNode {
    if (anchor !== undefined) this.anchors.set(anchor, { node, nodes: this.nodes - before });
    return node;
  }

  /** Aliases share the node they stand for, and count in full against the limit. */
  private alias(raw: Alias): YamlNode {
    const place = this.placeAt(raw.range?.[0] ?? 0);
    const target = this.anchors.get(raw.source);
    if (target && this.nodes + target.nodes <= MAX_NODES) {
      this.nodes += target.nodes;
      return target.node;
    }
    const problem = target ? "stands for too many values" : "stands inside what it refers to";
    this.log.error(place, "yaml.alias", `The alias \`*${raw.source}\` ${problem}. Write the value out instead.`);
    return nullScalar(place);
  }

  private scalar(raw: Scalar): YamlScalar {
    const place = this.placeAt(raw.range?.[0] ?? 0);
    const { value } = raw;
    if (typeof value === "number" || typeof value === "boolean") {
      return { kind: "scalar", value, text: raw.source ?? String(value), place, textPlace: place };
    }
    if (typeof value !== "string") return nullScalar(place);
    if (raw.type === "BLOCK_LITERAL") {
      const lines = this.blockLines(value, place);
      const first = lines.find(({ text }) => text.trim() !== "");
      return { kind: "scalar", value, text: value, place, textPlace: first?.place ?? place, lines };
    }
    if (raw.type === "PLAIN") {
      const text = this.environment ? expandEnvironment(value, this.environment, place, this.log) : value;
      return { kind: "scalar", value: text, text, place, textPlace: place };
    }
    return { kind: "scalar", value, text: value, place, textPlace: { ...place, column: place.column + 1 } };
  }

  /** A `|` block keeps its lines one to one, less their common indentation. */
  private blockLines(value: string, header: Place): TextLine[] {
    return value
      .replace(/\n+$/, "")
      .split("\n")
      .map((text, index) => {
        const line = header.line + 1 + index;
        const indentation = Math.max((this.sourceLines[line - 1] ?? "").length - text.length, 0);
        return { text, place: { file: header.file, line, column: indentation + 1 } };
      });
  }

  private list(raw: YAMLSeq): YamlNode {
    return {
      kind: "list",
      items: raw.items.map((item) => this.convert(item)),
      place: this.placeAt(raw.range?.[0] ?? 0),
    };
  }

  private map(raw: YAMLMap): YamlNode {
    const place = this.placeAt(raw.range?.[0] ?? 0);
    const entries = new Map<string, YamlEntry>();
    const merged: YamlEntry[] = [];
    for (const pair of raw.items) {
      const current = this.entry(pair, place);
      if (current.key === "<<") {
        merged.push(...mergedEntries(current.value));
      } else if (entries.has(current.key)) {
        this.log.error(
          current.keyPlace,
          "yaml.duplicate-key",
          `The key \`${current.key}\` stands here a second time (first on line ` +
            `${entries.get(current.key)?.keyPlace.line}). Each key may be given once: join the two, or remove one.`,
        );
      } else {
        entries.set(current.key, current);
      }
    }
    for (const inherited of merged) {
      if (!entries.has(inherited.key)) entries.set(inherited.key, inherited);
    }
    return { kind: "map", entries: [...entries.values()], place };
  }

  private entry(pair: Pair, mapPlace: Place): YamlEntry {
    const key = this.convert(pair.key);
    const keyPlace = pair.key === null ? mapPlace : key.place;
    if (key.kind !== "scalar") {
      this.log.error(keyPlace, "yaml.syntax", "A key must be a text, and this is a list or a map. Put it in quotes.");
    }
    const value: YamlNode = pair.value === null ? nullScalar(keyPlace) : this.convert(pair.value);
    return { key: key.kind === "scalar" ? key.text : "", keyPlace, value };
  }
}

/** What `<<: *defaults`, or a list of such, brings in. */
function mergedEntries(value: YamlNode): YamlEntry[] {
  if (value.kind === "map") return value.entries;
  return value.kind === "list" ? value.items.flatMap(mergedEntries) : [];
}
