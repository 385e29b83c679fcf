import { DocumentFault, type ReadDocument } from "../../skills/knowledge/documents/document";
import { readDocument } from "../../skills/knowledge/documents/read-document";
import { countOf } from "../../skills/phrases";
import type { DocumentFormat } from "../../storage/knowledge-records";
import { openFiles } from "./document-files";
import { Intake, type IntakeOptions } from "./intake";
import type { DocumentFile, ImportedDocuments, ImportProgress } from "./requests";

export interface ImportOptions extends IntakeOptions {
  signal: AbortSignal;
  /** Lets requests through. */
  pause: () => Promise<void>;
  progress: (progress: ImportProgress) => void;
}

/** One import of files. */
export class DocumentImport {
  private readonly failed: ImportedDocuments["failed"] = [];
  private readonly intake: Intake;
  private done = 0;

  constructor(private readonly options: ImportOptions) {
    this.intake = new Intake(options, (count) => `Imported ${countOf(count, "document")}`);
  }

  async run(files: readonly DocumentFile[]): Promise<ImportedDocuments> {
    const { signal } = this.options;
    let isCancelled = false;
    try {
      for await (const file of openFiles(files)) {
        signal.throwIfAborted();
        this.options.progress({ done: this.done, total: Math.max(files.length, this.done + 1), name: file.name });
        if (file.bytes) await this.read(file.name, file);
        else this.failed.push({ name: file.name, why: file.why });
        this.done++;
        await this.options.pause();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      isCancelled = true;
    }
    await this.intake.write();
    return { ...this.intake.told, failed: this.failed, isCancelled };
  }

  private async read(name: string, { bytes, format }: { bytes: Uint8Array; format: DocumentFormat }): Promise<void> {
    const goesOn = async (): Promise<void> => {
      await this.options.pause();
      this.options.signal.throwIfAborted();
    };
    let document: ReadDocument;
    try {
      document = await readDocument(bytes, format, name, goesOn);
    } catch (error) {
      if (this.options.signal.aborted) throw error;
      const why = error instanceof DocumentFault ? error.message : "It can't be read: it seems to be damaged.";
      this.failed.push({ name, why });
      return;
    }
    await this.intake.add({ ...document, source: { kind: "file", name, format } });
  }
}
