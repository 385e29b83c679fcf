import { readFile, type FileRead } from "../../../../../src/skills/customers/import/import-file";
import { previewFile } from "../../../../../src/skills/customers/import/import-file";
import { ImportPlan, type ImportRecords } from "../../../../../src/skills/customers/import/plan";
import type { ImportCounts } from "../../../../../src/skills/customers/import/puts";

export const NOW = "2026-03-02T09:30:00.000+01:00";
export const ZONE = "Europe/Oslo";
export const EMPTY: ImportRecords = { customers: [], companies: [], cases: [], interactions: [] };

export interface Imported {
  read: FileRead;
  counts: ImportCounts;
  /** What is there afterwards. */
  records: ImportRecords;
  changes: ReturnType<ImportPlan["changes"]>;
}

/** Imports a file as the panel does where its reader changes nothing of what was guessed. */
export async function importFile(
  name: string,
  parts: BlobPart[],
  records: ImportRecords = EMPTY,
  signal = new AbortController().signal,
): Promise<Imported> {
  const file = new Blob(parts);
  const { mapping } = await previewFile(name, file);
  const read = await readFile(name, file, { mapping, zone: ZONE, signal, onProgress: () => undefined });
  let ids = Object.values(records).flat().length;
  const plan = new ImportPlan(records, { source: "crm", now: NOW, newId: () => `id${ids++}` });
  for (const draft of read.drafts) plan.add(draft);
  const changes = plan.changes();
  const after = structuredClone(records);
  for (const { store, value } of changes) {
    const all = after[store as keyof ImportRecords] as { id: string }[];
    const place = all.findIndex(({ id }) => id === value.id);
    if (place < 0) all.push(value);
    else all[place] = value;
  }
  return { read, counts: plan.counts(), records: after, changes };
}
