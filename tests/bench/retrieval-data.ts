import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { readMarkdown } from "../../src/skills/knowledge/documents/read-markdown";
import type { Article, Version } from "../../src/storage/knowledge-records";

const HANDBOOK = "public/handbook";
const AT = "2026-11-28T09:00:00+00:00";

export interface Question {
  text: string;
  /** Null where no article answers it. */
  answer: { article: string; section: string } | null;
  /** For tuning; the others only measure. */
  isForTuning: boolean;
}

/** `tests/bench/retrieval/questions.yml`: every second question of a section is for tuning. */
export function readQuestions(): Question[] {
  const file = parse(readFileSync("tests/bench/retrieval/questions.yml", "utf8")) as Record<
    string,
    string[] | Record<string, string[]>
  >;
  const listed = (texts: string[], answer: Question["answer"]): Question[] =>
    texts.map((text, i) => ({ text, answer, isForTuning: i % 2 === 1 }));
  return Object.entries(file).flatMap(([article, sections]) =>
    Array.isArray(sections)
      ? listed(sections, null)
      : Object.entries(sections).flatMap(([section, texts]) => listed(texts, { article, section })),
  );
}

/** The sample handbook, as the page imports it. */
export function readHandbook(): { articles: Article[]; versions: Version[] } {
  const names = JSON.parse(readFileSync(`${HANDBOOK}/index.json`, "utf8")) as string[];
  const read = names.map((name) => readMarkdown(readFileSync(`${HANDBOOK}/${name}`, "utf8"), name));
  return {
    articles: read.map(({ id = "", title, tags }) => ({
      ...{ id, title, tags, state: "published", version: 1, source: { kind: "written" }, created: AT, updated: AT },
    })),
    versions: read.map(({ id = "", text }) => ({ id: `${id}/1`, article: id, number: 1, text, created: AT })),
  };
}
