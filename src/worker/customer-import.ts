import type { Clock, Random } from "../engine/environment";
import { formatIso } from "../engine/time/zone";
import { previewFile, readFile } from "../skills/customers/import/import-file";
import { IMPORT_STORES, ImportPlan } from "../skills/customers/import/plan";
import { NoTable } from "../skills/customers/import/table";
import { tellImported } from "../skills/customers/import/told";
import { newId } from "../skills/ids";
import { journalled } from "../storage/journal";
import type { Storage } from "../storage/storage";
import type { CustomerImportRequests, ImportedFile, ImportOrder, Refused } from "./customer-import-protocol";
import type { Notice } from "./protocol";

export interface CustomerImportOptions {
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  clock: Clock;
  random: Random;
  /** Where the import can be undone in words. */
  conversation: () => Promise<string>;
  tell: (notice: Notice) => void;
}

type Handlers = {
  [K in keyof CustomerImportRequests]: (
    ask: CustomerImportRequests[K]["ask"],
  ) => Promise<CustomerImportRequests[K]["answer"]>;
};

/** An import that was told to stop: nothing of it is kept. */
class Cancelled extends Error {}

/** Takes in files of customers, one at a time. */
export class CustomerImport {
  readonly handlers: Handlers = {
    previewCustomers: async ({ name, file }) => orRefused(() => previewFile(name, file)),
    importCustomers: async (order) => orRefused(() => this.run(order)),
    cancelImport: async () => {
      this.#running?.abort(new Cancelled());
      return null;
    },
  };
  #running: AbortController | null = null;

  constructor(private readonly options: CustomerImportOptions) {}

  /** Reads all of the file first, then writes what came of it at once. */
  private async run({ file, name, mapping, source }: ImportOrder): Promise<ImportedFile> {
    this.#running?.abort(new Cancelled());
    const { signal } = (this.#running = new AbortController());
    const { stored, clock, random, tell } = this.options;
    const conversation = await this.options.conversation();
    const onProgress = (rows: number) => tell({ about: "import", rows });
    const { drafts, ...read } = await readFile(name, file, { mapping, zone: clock.zone, signal, onProgress });
    signal.throwIfAborted();
    const at = formatIso(clock.now(), clock.zone);
    const counts = await stored((storage) =>
      storage.update(IMPORT_STORES, (records) => {
        const plan = new ImportPlan(records, { source, now: at, newId: () => newId(random) });
        for (const draft of drafts) plan.add(draft);
        const result = plan.counts();
        const label = `Imported ${name}: ${tellImported(result)}`;
        return { result, changes: journalled(plan.changes(), { id: newId(random), at, conversation, label }) };
      }),
    );
    tell({ about: "changed", stores: [...IMPORT_STORES] });
    return { counts, ...read };
  }
}

async function orRefused<T>(work: () => Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (error) {
    return { refused: refusal(error) };
  }
}

/** What is wrong with a file, for its reader; anything else isn't the file's fault. */
function refusal(error: unknown): string {
  if (error instanceof NoTable) return error.message;
  if (error instanceof Cancelled) return "Stopped. Nothing was imported.";
  if (error instanceof DOMException && error.name === "NotReadableError")
    return "The file can't be read. It may have been moved or changed: choose it again.";
  throw error;
}
