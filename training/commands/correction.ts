import type { Supervisor } from "../../src/engine/assistant";
import type { Event } from "../../src/engine/dialogue/events";
import type { Decision } from "../../src/engine/dialogue/policies/ensemble";
import { annotatedText, storyFile, storyItem } from "../../src/engine/dialogue/story-yaml";
import type { ParseData } from "../../src/engine/nlu/parse-data";
import { closest } from "../formats/closest";
import { parseMarkup } from "../formats/entity-markup";
import { writeNlu } from "../formats/nlu-writer";
import type { NluExample, Project } from "../formats/types";

/** Asks somebody; null when there is nobody any more. */
export interface Asker {
  ask(question: string): Promise<string | null>;
}

const NOWHERE = { file: "", line: 1, column: 1 };

/** Asks about everything that is understood and decided, and keeps what was learnt of it. */
export class Correction implements Supervisor {
  private readonly stories: string[] = [];
  private readonly examples = new Map<string, NluExample>();
  private readonly known: ReadonlySet<string>;

  constructor(
    private readonly project: Pick<Project, "domain" | "nlu">,
    private readonly asker: Asker,
  ) {
    this.known = new Set(project.nlu.examples.map(({ text }) => text));
  }

  async understood(parse: ParseData): Promise<ParseData> {
    if (parse.text.startsWith("/")) return parse;
    const { name, confidence } = parse.intent;
    const question = `  understood ${name ?? "nothing"} (${confidence.toFixed(2)}): ${annotatedText(parse)}\n  Right? `;
    const corrected = await this.untilReadable(question, (answer) => this.correctedParse(parse, answer));
    this.remember(corrected);
    return corrected;
  }

  async decided({ action, policy, confidence, source }: Decision): Promise<string> {
    const from = source === null ? "" : `, ${source.slice(0, 80)}`;
    const question = `  next ${action} (${policy} ${confidence.toFixed(2)}${from})\n  Right? `;
    return this.untilReadable(question, (answer) =>
      isYes(answer) ? { value: action } : named(answer, this.project.domain.actions, "action"),
    );
  }

  /** The conversation ends here, and a new one begins. */
  endStory(events: readonly Event[]): void {
    const { domain } = this.project;
    const story = storyItem(events, { name: `interactive ${this.stories.length + 1}`, kind: "story", domain });
    if (story !== null) this.stories.push(story);
  }

  /** What there is to write: the stories, the one going on too, and the sentences that the project doesn't have. */
  files(events: readonly Event[]): { name: "stories" | "nlu"; text: string }[] {
    this.endStory(events);
    const stories = this.stories.length > 0 ? [{ name: "stories" as const, text: storyFile(this.stories) }] : [];
    if (this.examples.size === 0) return stories;
    const examples = [...this.examples.values()];
    const nlu = writeNlu({ examples, synonyms: {}, regexes: [], lookups: [], responses: {} });
    return [...stories, { name: "nlu", text: nlu }];
  }

  /** What was written is not written again. */
  saved(): void {
    this.stories.length = 0;
    this.examples.clear();
  }

  private correctedParse(parse: ParseData, answer: string): Reading<ParseData> {
    if (isYes(answer)) return { value: parse };
    if (answer.includes("[")) {
      const { text, entities, faults } = parseMarkup(answer);
      const [fault] = faults;
      if (fault) return { why: fault.message };
      if (text !== parse.text) return { why: `that reads "${text}", and "${parse.text}" was said` };
      const names = Object.keys(this.project.domain.entities);
      const unknown = entities.find(({ entity }) => !names.includes(entity));
      if (unknown) return { why: noSuch("entity", unknown.entity, names) };
      return { value: { ...parse, entities: entities.map((entity) => ({ ...entity, extractor: "corrected" })) } };
    }
    const intent = named(answer, Object.keys(this.project.domain.intents), "intent");
    return "why" in intent ? intent : { value: { ...parse, intent: { name: intent.value, confidence: 1 } } };
  }

  private remember({ text, intent, entities }: ParseData): void {
    if (intent.name === null || intent.name === "nlu_fallback" || this.known.has(text)) return;
    const marked = parseMarkup(annotatedText({ text, entities }));
    this.examples.set(text, { intent: intent.name, text, entities: marked.entities, place: NOWHERE });
  }

  /** Asks again until the answer can be read; whoever has gone agreed. */
  private async untilReadable<T>(question: string, read: (answer: string) => Reading<T>): Promise<T> {
    let asked = question;
    for (;;) {
      const reading = read((await this.asker.ask(asked)) ?? "");
      if ("value" in reading) return reading.value;
      asked = `  ${reading.why}\n  Right? `;
    }
  }
}

type Reading<T> = { value: T } | { why: string };

function isYes(answer: string): boolean {
  return answer === "" || /^y(es)?$/i.test(answer);
}

/** The name that was typed, or the only one that begins so. */
function named(answer: string, names: readonly string[], kind: string): { value: string } | { why: string } {
  if (names.includes(answer)) return { value: answer };
  const beginning = names.filter((name) => name.startsWith(answer));
  const [only] = beginning;
  if (only !== undefined && beginning.length === 1) return { value: only };
  if (beginning.length > 1) return { why: `which ${kind}: ${beginning.slice(0, 10).join(", ")}?` };
  return { why: noSuch(kind, answer, names) };
}

function noSuch(kind: string, name: string, names: readonly string[]): string {
  const near = closest(name, names);
  return `no ${kind} of the domain is called ${name}${near === undefined ? "" : `; did you mean ${near}?`}`;
}
