import type { EncodingFound } from "../skills/customers/import/decode";
import type { RowFault } from "../skills/customers/import/draft";
import type { Mapping } from "../skills/customers/import/fields";
import type { FilePreview } from "../skills/customers/import/import-file";
import type { ImportCounts } from "../skills/customers/import/puts";

/** The requests about files of customers, as protocol.ts has all. */
export interface CustomerImportRequests {
  /** What a file of customers seems to hold. */
  previewCustomers: { ask: { file: Blob; name: string }; answer: FilePreview | Refused };
  /** Takes it in at once, or nothing of it; notices tell how far it has been read. */
  importCustomers: { ask: ImportOrder; answer: ImportedFile };
  /** Stops the import that runs: nothing of it is kept. */
  cancelImport: { ask: null; answer: null };
}

/** Why nothing can be done with a file, in a sentence for the user. */
export interface Refused {
  refused: string;
}

export interface ImportOrder {
  file: Blob;
  name: string;
  mapping: Mapping;
  /** What the ids in the file are ids of: "crm". */
  source: string;
}

export type ImportedFile =
  | Refused
  | {
      counts: ImportCounts;
      rows: number;
      faults: RowFault[];
      faultCount: number;
      encoding: EncodingFound;
      /** The file has more rows than one import takes. */
      hasMore: boolean;
    };
