import type { WordVectors } from "../../engine/nlu/word-vectors";
import type { Knowledge } from "../../skills/knowledge/knowledge";
import { questionsToMend } from "../../skills/knowledge/mend/queue";
import { Questions } from "../../skills/knowledge/retrieval/ask";
import { KnowledgeIndex } from "../../skills/knowledge/retrieval/knowledge-index";
import { topicOf } from "../../skills/knowledge/retrieval/subject";
import type { TextVectors } from "../../skills/knowledge/retrieval/vectors";
import type { Notice } from "../protocol";
import type { ImportOptions } from "./document-import";
import type { Storage } from "../../storage/storage";
import type { KnowledgeRequests, VersionInfo } from "./requests";

export interface KnowledgeServiceOptions extends Pick<ImportOptions, "stored" | "clock" | "random"> {
  /** Where an import can be undone in words. */
  conversation: () => Promise<string>;
  /** Resolves once the page has asked for nothing for a moment. */
  quiet: () => Promise<void>;
  tell: (notices: readonly Notice[]) => void;
}

type Handlers = {
  [K in keyof KnowledgeRequests]: (ask: KnowledgeRequests[K]["ask"]) => Promise<KnowledgeRequests[K]["answer"]>;
};

/** An import tells how far it is no more often than this (milliseconds). */
const TELL_EVERY = 200;

/** The knowledge base in the worker: its index, and the documents that come in. */
export class KnowledgeService {
  readonly knowledge: Knowledge;
  private readonly index: KnowledgeIndex;
  private words: WordVectors | null = null;
  /** Resolves with the first question. */
  private readonly asked = Promise.withResolvers<void>();
  private installed: Promise<void> = Promise.resolve();
  private running: AbortController | null = null;

  readonly handlers: Handlers = {
    importDocuments: (ask) => this.import(ask),
    cancelDocuments: async () => {
      this.running?.abort();
      return null;
    },
    version: async ({ article, number }) =>
      (await this.options.stored(({ data }) => data.get("versions", `${article}/${number}`))) ?? null,
    versions: ({ article }) => this.options.stored((storage) => versionsOf(storage, article)),
    questionsToMend: async () =>
      questionsToMend(await this.options.stored(({ data }) => data.all("feedback")), this.knowledge),
    askDocuments: ({ question }) => this.knowledge.ask(topicOf(question)),
    exportDocuments: async () => (await import("./document-export")).exportDocuments(this.options.stored),
    findPassages: async ({ question }) => (await this.index.find(question)).passages,
  };

  constructor(private readonly options: KnowledgeServiceOptions) {
    this.index = new KnowledgeIndex({ stored: options.stored, pause: () => this.pause() });
    const questions = new Questions(this.index, () => this.words);
    this.knowledge = {
      ask: async (question) => {
        this.asked.resolve();
        await this.installed;
        return questions.ask(question);
      },
      group: (asked) => questions.group(asked),
    };
  }

  /** The lite tier is there; `name` tells its model from others. */
  useWords(words: WordVectors | null, name: string): void {
    this.words = words;
    if (words) this.index.useWords(words, name.replaceAll("/", " "));
  }

  useEncoder(vectors: TextVectors | null): void {
    this.index.useEncoder(vectors);
  }

  /** Installs the sample handbook, once, as soon as the page is quiet or somebody asks: a question waits for it. */
  installHandbook(base: string): void {
    this.installed = this.install(base).catch(() => undefined);
  }

  private async install(base: string): Promise<void> {
    await Promise.race([this.options.quiet(), this.asked.promise]);
    const { stored, clock } = this.options;
    const { installHandbook } = await import("./handbook");
    if (await installHandbook(base, stored, clock)) this.changed();
  }

  /** What was written, here or in another tab, may be an article. */
  hear(notice: Notice): void {
    if (notice.about === "changed" && notice.stores.includes("articles")) void this.index.update();
    if (notice.about === "erased") this.index.forget();
  }

  private async import({ files }: KnowledgeRequests["importDocuments"]["ask"]) {
    this.running?.abort();
    const { signal } = (this.running = new AbortController());
    const { stored, clock, random, tell } = this.options;
    // What reads documents is fetched when there are some.
    const { DocumentImport } = await import("./document-import");
    let toldAt = 0;
    const importing = new DocumentImport({
      ...{ stored, clock, random, signal, conversation: await this.options.conversation() },
      pause: yielded,
      progress: (documents) => {
        if (clock.now() - toldAt < TELL_EVERY) return;
        toldAt = clock.now();
        tell([{ about: "documents", documents }]);
      },
      wrote: () => this.changed(),
    });
    return importing.run(files);
  }

  private changed(): void {
    this.options.tell([{ about: "changed", stores: ["articles", "versions", "journal"] }]);
  }

  /** What is done in the background lets requests through, and waits while the page asks for something. */
  private async pause(): Promise<void> {
    await yielded();
    await this.options.quiet();
  }
}

async function versionsOf({ data }: Storage, id: string): Promise<VersionInfo[]> {
  const article = await data.get("articles", id);
  const numbers = Array.from({ length: article?.version ?? 0 }, (_, i) => i + 1).reverse();
  const versions = await Promise.all(numbers.map((number) => data.get("versions", `${id}/${number}`)));
  return versions.flatMap((one) =>
    one ? [{ number: one.number, created: one.created, ...(one.note !== undefined && { note: one.note }) }] : [],
  );
}

function yielded(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
