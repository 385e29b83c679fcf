import type { Change } from "../../engine/actions/store";
import type { Clock, Random } from "../../engine/environment";
import { formatIso } from "../../engine/time/zone";
import { newId } from "../../skills/ids";
import { journalChange } from "../../storage/journal";
import type { Article } from "../../storage/knowledge-records";
import type { JournalEntry, UserData } from "../../storage/schema";
import type { Storage } from "../../storage/storage";
import { KnownArticles, takeIn, type TakenDocument } from "./take-in";

/** Documents are written together until there are so many, or so many characters of them. */
const BATCH = { documents: 25, characters: 2_000_000 };

export interface IntakeOptions {
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  clock: Clock;
  random: Random;
  /** Where it can be undone in words. */
  conversation: string;
  /** Some were written. */
  wrote: () => void;
}

interface Planned {
  changes: Change<UserData>[];
  counts: { added: number; changed: number; same: number; /** Their titles. */ retired: string[] };
}

/** Documents on their way in: written batch by batch, and all of them can be undone as one. */
export class Intake {
  /** What came of those written so far; by `journal` they can be undone, null where nothing was done. */
  readonly told = { added: 0, changed: 0, same: 0, retired: [] as string[], journal: null as string | null };
  private readonly entry: JournalEntry;
  private batch: TakenDocument[] = [];

  constructor(
    private readonly options: IntakeOptions,
    /** How the journal tells what was done to so many documents. */
    private readonly label: (count: number) => string,
  ) {
    const { clock, random, conversation } = options;
    const at = formatIso(clock.now(), clock.zone);
    this.entry = { id: newId(random), at, conversation, label: "", changes: [], undone: false };
  }

  async add(document: TakenDocument): Promise<void> {
    this.batch.push(document);
    const characters = this.batch.reduce((sum, { text }) => sum + text.length, 0);
    if (this.batch.length >= BATCH.documents || characters >= BATCH.characters) await this.write();
  }

  /** Writes what has come, with the journal's entry of all so far. */
  async write(): Promise<void> {
    const documents = this.batch.splice(0);
    if (documents.length === 0) return;
    const texts = await this.options.stored(({ data }) => currentTexts(data, documents));
    await this.commit((articles) => this.taking(documents, articles, texts));
  }

  /** Retires what is gone from where it came from. */
  async retire(retired: (article: Article) => Article | null): Promise<void> {
    await this.commit((articles) => {
      const changes = articles.flatMap((before): Change<UserData>[] => {
        const value = retired(before);
        return value ? [{ store: "articles", op: "put", value, before }] : [];
      });
      const titles = changes.flatMap((change) => (change.store === "articles" ? [change.value.title] : []));
      return { changes, counts: { added: 0, changed: 0, same: 0, retired: titles } };
    });
  }

  private async commit(plan: (articles: readonly Article[]) => Planned): Promise<void> {
    const counts = await this.options.stored((storage) =>
      storage.update(
        ["articles"],
        ({ articles }) => {
          const { changes, counts } = plan(articles);
          return { changes: [...changes, ...this.journalled(changes, counts)], result: counts };
        },
        ["versions"],
      ),
    );
    this.told.added += counts.added;
    this.told.changed += counts.changed;
    this.told.same += counts.same;
    this.told.retired.push(...counts.retired);
    if (done(counts) === 0) return;
    this.told.journal = this.entry.id;
    this.options.wrote();
  }

  private taking(
    documents: readonly TakenDocument[],
    articles: readonly Article[],
    texts: ReadonlyMap<string, string>,
  ): Planned {
    const { clock, random } = this.options;
    const now = formatIso(clock.now(), clock.zone);
    const counts = { added: 0, changed: 0, same: 0, retired: [] };
    const changes: Change<UserData>[] = [];
    const known = new KnownArticles(articles);
    for (const document of documents) {
      const article = known.of(document);
      const text = article && (textIn(changes, article) ?? texts.get(`${article.id}/${article.version}`));
      const taken = takeIn(document, article ? { article, text: text ?? "" } : null, now, random);
      counts[taken.outcome]++;
      changes.push(...taken.changes);
      for (const change of taken.changes) if (change.store === "articles") known.add(change.value);
    }
    return { changes, counts };
  }

  /** The entry without copies of the texts, as it is with these changes too. */
  private journalled(changes: readonly Change<UserData>[], counts: Planned["counts"]): Change<UserData>[] {
    this.entry.changes.push(...changes.map((change) => journalChange(change, true)));
    if (done(counts) === 0) return [];
    this.entry.label = this.label(done(this.told) + done(counts));
    return [{ store: "journal", op: "put", value: this.entry, before: null }];
  }
}

function done({ added, changed, retired }: Omit<Planned["counts"], "same">): number {
  return added + changed + retired.length;
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
