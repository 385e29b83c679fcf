import type { WordVectors } from "../../engine/nlu/word-vectors";
import type { Knowledge } from "../../skills/knowledge/knowledge";
import { questionsToMend } from "../../skills/knowledge/mend/queue";
import { Questions } from "../../skills/knowledge/retrieval/ask";
import { KnowledgeIndex } from "../../skills/knowledge/retrieval/knowledge-index";
import { topicOf } from "../../skills/knowledge/retrieval/subject";
import type { TextVectors } from "../../skills/knowledge/retrieval/vectors";
import type { Connect } from "../../skills/connect";
import { sitesOf, type SiteConnector, type Sites } from "../../skills/sites/sites";
import type { Notice } from "../protocol";
import type { ImportOptions } from "./document-import";
import type { Storage } from "../../storage/storage";
import type { ImportedDocuments, KnowledgeRequests, ReadSite, SiteView, VersionInfo } from "./requests";
import { lastReading } from "./site-readings";

export interface KnowledgeServiceOptions extends Pick<ImportOptions, "stored" | "clock" | "random"> {
  /** Where an import can be undone in words. */
  conversation: () => Promise<string>;
  connect: Connect;
  /** Says in the conversation what came of a site that was to be read. */
  tellRead: (site: string, read: ReadSite) => Promise<void>;
  /** Resolves once the page has asked for nothing for a moment. */
  quiet: () => Promise<void>;
  tell: (notices: readonly Notice[]) => void;
}

type Handlers = {
  [K in keyof KnowledgeRequests]: (ask: KnowledgeRequests[K]["ask"]) => Promise<KnowledgeRequests[K]["answer"]>;
};

/** An import tells how far it is no more often than this (milliseconds). */
const TELL_EVERY = 200;

/** Of a site whose articles no room was found for. */
const NOT_KEPT: ReadSite = {
  ...{ added: 0, changed: 0, same: 0, retired: [], failed: [], isCancelled: false, journal: null },
  fault: "What was read couldn’t be kept on this device.",
};

/** The knowledge base in the worker: its index, and the documents that come in. */
export class KnowledgeService {
  readonly knowledge: Knowledge;
  private readonly index: KnowledgeIndex;
  private words: WordVectors | null = null;
  /** Resolves when somebody first wants to know something of the documents. */
  private readonly asked = Promise.withResolvers<void>();
  private installed: Promise<void> = Promise.resolve();
  private running: AbortController | null = null;

  readonly sites: Sites = {
    begin: (sites) => void this.readInTurn(sites),
  };

  readonly handlers: Handlers = {
    importDocuments: (ask) => this.import(ask),
    sites: () => this.viewSites(),
    readSite: ({ connector }) => this.readSite(connector),
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
    const ready = () => {
      this.asked.resolve();
      return this.installed;
    };
    this.knowledge = {
      ready,
      ask: async (question) => {
        await ready();
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

  private async import({ files }: KnowledgeRequests["importDocuments"]["ask"]): Promise<ImportedDocuments> {
    const options = await this.importing();
    // What reads documents is fetched when there are some.
    const { DocumentImport } = await import("./document-import");
    return new DocumentImport(options).run(files);
  }

  private async readSite(id: string): Promise<ReadSite> {
    const site = (await this.connectedSites()).find((one) => one.id === id);
    if (!site) throw new Error(`no site ${id}`);
    const options = { ...(await this.importing()), connect: this.options.connect };
    const { SiteImport } = await import("./site-import");
    return new SiteImport(site, options).run();
  }

  private async readInTurn(sites: readonly SiteConnector[]): Promise<void> {
    for (const { id, name } of sites) {
      const read = await this.readSite(id).catch(() => NOT_KEPT);
      await this.options.tellRead(name, read);
    }
  }

  private async viewSites(): Promise<SiteView[]> {
    const sites = await this.connectedSites();
    return this.options.stored((storage) =>
      Promise.all(sites.map(async (connector) => ({ connector, last: await lastReading(storage, connector) }))),
    );
  }

  private async connectedSites(): Promise<SiteConnector[]> {
    return sitesOf(await this.options.stored(({ data }) => data.all("connectors")));
  }

  /** What an import works with; one that still runs ends. */
  private async importing(): Promise<ImportOptions> {
    this.running?.abort();
    const { signal } = (this.running = new AbortController());
    const { stored, clock, random, tell } = this.options;
    let toldAt = 0;
    return {
      ...{ stored, clock, random, signal, conversation: await this.options.conversation() },
      pause: yielded,
      progress: (documents) => {
        if (clock.now() - toldAt < TELL_EVERY) return;
        toldAt = clock.now();
        tell([{ about: "documents", documents }]);
      },
      wrote: () => this.changed(),
    };
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
