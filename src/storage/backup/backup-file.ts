import * as v from "valibot";
import { readRasaEvents } from "../../engine/dialogue/rasa-json/read-events";
import { rasaEvent } from "../../engine/dialogue/rasa-json/write-events";
import { readRecord } from "../record-schemas";
import { DATA_STORES } from "../schema";
import type { VaultRecord } from "../connections";
import { vaultRecord } from "../vault";
import type { Contents } from "../storage";
import { BackupFault } from "./backup-fault";
import { isSealed, seal, unseal } from "./seal";

/**
 * Version 1: JSON, every store's records under `records`, conversations with their events in Rasa's own JSON. A locked one may have the
 * vault of logins too, which its own passphrase opens; readers that know of none pass over it.
 */
const VERSION = 1;

const fileSchema = v.object({
  format: v.literal("sotto-backup"),
  version: v.number(),
  created: v.string(),
  records: v.record(v.string(), v.array(v.unknown())),
  conversations: v.array(v.unknown()),
  vault: v.optional(v.unknown()),
});

const conversationSchema = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  name: v.optional(v.string()),
  created: v.string(),
  events: v.array(v.unknown()),
});

/** What could not be taken from a backup, and where in the file it is. The rest was. */
export interface LeftOut {
  place: string;
  why: string;
}

export interface ReadBackup {
  /** When it was made, ISO 8601. */
  created: string;
  contents: Contents;
  /** Null where it has none. */
  vault: VaultRecord | null;
  leftOut: LeftOut[];
}

/** Everything in one file; with a passphrase it can be read with that alone, and only then has the vault. */
export async function writeBackup(
  contents: Contents,
  created: string,
  passphrase: string | null,
  vault: VaultRecord | null = null,
): Promise<string> {
  const conversations = contents.conversations.map(({ conversation: { lastSeq: _counted, ...rest }, events }) => ({
    ...rest,
    events: events.map(rasaEvent),
  }));
  const text = JSON.stringify({
    format: "sotto-backup",
    version: VERSION,
    created,
    records: contents.records,
    conversations,
    ...(passphrase !== null && vault && { vault }),
  });
  return passphrase === null ? text : seal(text, passphrase);
}

/** Reads a backup of any released version. Throws a BackupFault where nothing can be read; what can't be within is left out by name. */
export async function readBackup(text: string, passphrase: string | null): Promise<ReadBackup> {
  const json = parse(text);
  if (!isSealed(json)) return read(json, false);
  if (passphrase === null) throw new BackupFault("backup.sealed", "This backup is locked with a passphrase.");
  return read(parse(await unseal(json, passphrase)), true);
}

function read(json: unknown, isLocked: boolean): ReadBackup {
  const file = v.safeParse(fileSchema, json);
  if (!file.success) throw new BackupFault("backup.unknown", "This file isn't a backup.");
  const { version, created, records, conversations, vault } = file.output;
  if (version > VERSION)
    throw new BackupFault("backup.version", "This backup was made by a newer version. Update first, then restore it.");
  const leftOut: LeftOut[] = [];
  return {
    created,
    contents: { records: readRecords(records, leftOut), conversations: readConversations(conversations, leftOut) },
    vault: vault === undefined ? null : readVault(vault, isLocked, leftOut),
    leftOut,
  };
}

function readVault(json: unknown, isLocked: boolean, leftOut: LeftOut[]): VaultRecord | null {
  const read = isLocked ? v.safeParse(vaultRecord, json) : null;
  if (read?.success) return read.output;
  leftOut.push({ place: "vault", why: read ? "it is damaged" : "logins come only in a locked backup" });
  return null;
}

function readRecords(given: Record<string, unknown[]>, leftOut: LeftOut[]): Contents["records"] {
  for (const store of Object.keys(given))
    if (!DATA_STORES.some((known) => known === store)) leftOut.push({ place: store, why: "it isn't known here" });
  const read = DATA_STORES.map((store) => {
    const records = (Object.hasOwn(given, store) ? (given[store] ?? []) : []).flatMap((json, i) => {
      const { record, fault } = readRecord(store, json);
      if (fault !== undefined) leftOut.push({ place: `${store}[${i}]`, why: fault });
      return record ? [record] : [];
    });
    return [store, records];
  });
  // Each store's records were read by its own schema.
  return Object.fromEntries(read) as Contents["records"];
}

function readConversations(given: unknown[], leftOut: LeftOut[]): Contents["conversations"] {
  return given.flatMap((json, i) => {
    const conversation = v.safeParse(conversationSchema, json);
    if (!conversation.success) {
      leftOut.push({ place: `conversations[${i}]`, why: conversation.issues[0].message });
      return [];
    }
    const { events: written, ...rest } = conversation.output;
    const { events, faults } = readRasaEvents(written, Date.parse(rest.created) / 1000);
    for (const { index, message } of faults)
      leftOut.push({ place: `conversations[${i}].events[${index}]`, why: message });
    return [{ conversation: { ...rest, lastSeq: events.length }, events }];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BackupFault("backup.unknown", "This file isn't a backup, or only a part of one.");
  }
}
