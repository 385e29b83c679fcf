import type { Connect } from "../../skills/connect";
import { sitesOf, type SiteConnector } from "../../skills/sites/sites";
import { identity } from "../../identity";
import type { Notice } from "../protocol";
import type { ImportOptions } from "./document-import";
import type { DocumentFile, ImportedDocuments, ReadSite } from "./requests";

export interface ImportsOptions extends Pick<ImportOptions, "stored" | "clock" | "random" | "pause" | "wrote"> {
  /** Where an import can be undone in words. */
  conversation: () => Promise<string>;
  locks: Pick<LockManager, "request">;
  connect: Connect;
  /** Says in the conversation what came of a site that was to be read. */
  tellRead: (site: string, read: ReadSite) => Promise<void>;
  tell: (notices: readonly Notice[]) => void;
}

/** An import tells how far it is no more often than this (milliseconds). */
const TELL_EVERY = 200;

/** A site of which nothing was read. */
const unread = (fault: string): ReadSite => ({
  ...{ added: 0, changed: 0, same: 0, retired: [], failed: [], isCancelled: false, journal: null, fault },
});

/** Takes documents in, of files and of sites, one import at a time: a newer one ends the one that runs. */
export class Imports {
  private running: AbortController | null = null;
  /** Resolves when the import that runs has ended, however it did. */
  private ended: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ImportsOptions) {}

  /** Stops the one that runs; what is in stays in. */
  cancel(): void {
    this.running?.abort();
  }

  files(files: readonly DocumentFile[]): Promise<ImportedDocuments> {
    return this.run(async (options) => {
      // What reads documents is fetched when there are some.
      const { DocumentImport } = await import("./document-import");
      return new DocumentImport(options).run(files);
    });
  }

  async site(id: string): Promise<ReadSite> {
    const site = (await this.connectedSites()).find((one) => one.id === id);
    if (!site) throw new Error(`no site ${id}`);
    const { connect, locks } = this.options;
    return this.run((options) =>
      // Two tabs that read it at once would ask for all twice, and make versions of what the other has just taken in.
      locks.request(`${identity.id}:site ${id}`, { ifAvailable: true }, async (held) => {
        if (!held) return unread("Another tab is reading it.");
        const { SiteImport } = await import("./site-import");
        return new SiteImport(site, { ...options, connect }).run();
      }),
    );
  }

  /** Until one of them is stopped: whoever stops it wants none, or something else to be read. */
  async sitesInTurn(sites: readonly SiteConnector[]): Promise<void> {
    for (const { id, name } of sites) {
      const read = await this.site(id).catch(() => unread("What was read couldn’t be kept on this device."));
      await this.options.tellRead(name, read);
      if (read.isCancelled) return;
    }
  }

  async connectedSites(): Promise<SiteConnector[]> {
    return sitesOf(await this.options.stored(({ data }) => data.all("connectors")));
  }

  private run<T>(work: (options: ImportOptions) => Promise<T>): Promise<T> {
    this.cancel();
    const { signal } = (this.running = new AbortController());
    const { stored, clock, random, pause, wrote, tell } = this.options;
    let toldAt = 0;
    const progress: ImportOptions["progress"] = (documents) => {
      if (clock.now() - toldAt < TELL_EVERY) return;
      toldAt = clock.now();
      tell([{ about: "documents", documents }]);
    };
    const run = this.ended.then(async () => {
      const conversation = await this.options.conversation();
      return work({ stored, clock, random, pause, wrote, conversation, signal, progress });
    });
    this.ended = run.catch(() => undefined);
    return run;
  }
}
