import type { Change } from "../../engine/actions/store";
import type { Clock, Random } from "../../engine/environment";
import { formatIso } from "../../engine/time/zone";
import { newId } from "../../skills/ids";
import { DocumentFault } from "../../skills/knowledge/documents/document";
import { readDocument } from "../../skills/knowledge/documents/read-document";
import { countOf } from "../../skills/phrases";
import { journalChange } from "../../storage/journal";
import type { Article } from "../../storage/knowledge-records";
import type { JournalEntry, UserData } from "../../storage/schema";
import type { Storage } from "../../storage/storage";
import { openFiles } from "./document-files";
import type { DocumentFile, ImportedDocuments, ImportProgress } from "./requests";
import { KnownArticles, takeIn, type TakenDocument } from "./take-in";

/** Documents are written together until there are so many, or so many characters of them. */
const BATCH = { documents: 25, characters: 2_000_000 };

export interface ImportOptions {
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  clock: Clock;
  random: Random;
  /** Where the import can be undone in words. */
  conversation: string;
  signal: AbortSignal;
  /** Lets requests through. */
  pause: () => Promise<void>;
  progress: (progress: ImportProgress) => void;
  /** Some were written. */
  wrote: () => void;
}

/** One import: documents come in batch by batch, and all of them can be undone as one. */
export class DocumentImport {
  private readonly told: ImportedDocuments = {
    ...{ added: 0, changed: 0, same: 0, failed: [], isCancelled: false, journal: null },
  };
  private readonly entry: JournalEntry;
  private batch: TakenDocument[] = [];
  private done = 0;

  constructor(private readonly options: ImportOptions) {
    const { clock, random, conversation } = options;
    const at = formatIso(clock.now(), clock.zone);
    this.entry = { id: newId(random), at, conversation, label: "", changes: [], undone: false };
  }

  async run(files: readonly DocumentFile[]): Promise<ImportedDocuments> {
    const { signal } = this.options;
    try {
      for await (const file of openFiles(files)) {
        signal.throwIfAborted();
        this.options.progress({ done: this.done, total: Math.max(files.length, this.done + 1), name: file.name });
        if (file.bytes) await this.read(file.name, file);
        else this.told.failed.push({ name: file.name, why: file.why });
        this.done++;
        await this.options.pause();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      this.told.isCancelled = true;
    }
    await this.write();
    return this.told;
  }

  private async read(name: string, file: { bytes: Uint8Array; format: TakenDocument["format"] }): Promise<void> {
    const { format } = file;
    const goesOn = async (): Promise<void> => {
      await this.options.pause();
      this.options.signal.throwIfAborted();
    };
    try {
      this.batch.push({ ...(await readDocument(file.bytes, format, name, goesOn)), name, format });
    } catch (error) {
      if (this.options.signal.aborted) throw error;
      const why = error instanceof DocumentFault ? error.message : "It can't be read: it seems to be damaged.";
      this.told.failed.push({ name, why });
    }
    const characters = this.batch.reduce((sum, { text }) => sum + text.length, 0);
    if (this.batch.length >= BATCH.documents || characters >= BATCH.characters) await this.write();
  }

  /** Writes what has been read, with the journal's entry of all so far. */
  private async write(): Promise<void> {
    const documents = this.batch.splice(0);
    if (documents.length === 0) return;
    const { stored } = this.options;
    const texts = await stored(({ data }) => currentTexts(data, documents));
    const counts = await stored((storage) =>
      storage.update(["articles"], ({ articles }) => this.plan(documents, articles, texts), ["versions"]),
    );
    this.told.added += counts.added;
    this.told.changed += counts.changed;
    this.told.same += counts.same;
    if (counts.added + counts.changed === 0) return;
    this.told.journal = this.entry.id;
    this.options.wrote();
  }

  private plan(documents: readonly TakenDocument[], articles: readonly Article[], texts: ReadonlyMap<string, string>) {
    const { clock, random } = this.options;
    const now = formatIso(clock.now(), clock.zone);
    const result = { added: 0, changed: 0, same: 0 };
    const changes: Change<UserData>[] = [];
    const known = new KnownArticles(articles);
    for (const document of documents) {
      const article = known.of(document);
      const text = article && (textIn(changes, article) ?? texts.get(`${article.id}/${article.version}`));
      const taken = takeIn(document, article ? { article, text: text ?? "" } : null, now, random);
      result[taken.outcome]++;
      changes.push(...taken.changes);
      for (const change of taken.changes) if (change.store === "articles") known.add(change.value);
    }
    return { changes: [...changes, ...this.journalled(changes, result.added + result.changed)], result };
  }

  /** The entry without copies of the texts, as it is with these changes too. */
  private journalled(changes: readonly Change<UserData>[], count: number): Change<UserData>[] {
    if (changes.length === 0) return [];
    this.entry.changes.push(...changes.map((change) => journalChange(change, true)));
    this.entry.label = `Imported ${countOf(this.told.added + this.told.changed + count, "document")}`;
    return [{ store: "journal", op: "put", value: this.entry, before: null }];
  }
}

/** The current texts of what some documents were imported as before, by the versions' ids. */
async function currentTexts(data: Storage["data"], documents: readonly TakenDocument[]): Promise<Map<string, string>> {
  const articles = new KnownArticles(await data.all("articles"));
  const known = documents.flatMap((document) => articles.of(document) ?? []);
  const versions = await Promise.all(known.map(({ id, version }) => data.get("versions", `${id}/${version}`)));
  return new Map(versions.flatMap((version) => (version ? [[version.id, version.text] as const] : [])));
}

/** Of an article that came in with this very batch. */
function textIn(changes: readonly Change<UserData>[], { id, version }: Article): string | undefined {
  const change = changes.findLast((one) => one.store === "versions" && one.value.id === `${id}/${version}`);
  return change?.store === "versions" ? change.value.text : undefined;
}
