import { openDatabase } from "../storage/database";
import { IndexedDbStorage } from "../storage/indexeddb-storage";
import { MemoryStorage } from "../storage/memory-storage";
import type { Conversation } from "../storage/schema";
import { ConversationMovedOn, type Storage, type TurnCommit } from "../storage/storage";
import type { Fault, StorageStatus } from "./protocol";

/**
 * Holds the storage in use. IndexedDB while it works; when the browser refuses it, or it is full, the conversation goes on
 * in memory and the user is told that it isn't being kept. A lost connection (WebKit drops them) is opened again first.
 */
export class Keeper {
  /** Those that this tab goes on with, whatever becomes of the storage. */
  private readonly opened = new Map<string, Conversation>();

  private constructor(
    private current: Storage,
    private readonly tell: (status: StorageStatus) => void,
  ) {}

  static async open(tell: (status: StorageStatus) => void): Promise<Keeper> {
    try {
      const storage = new IndexedDbStorage(await openDatabase());
      tell({ state: "kept", persistent: await isPersistent() });
      return new Keeper(storage, tell);
    } catch (error) {
      tell({ state: "not-kept", fault: storageFault(error) });
      return new Keeper(new MemoryStorage(), tell);
    }
  }

  get storage(): Storage {
    return this.current;
  }

  /** The conversation called `wanted`, else the newest; `id` names the one that is made where there is none. */
  async openConversation(wanted: string | null, id: string, created: string): Promise<Conversation> {
    const conversation = await this.use(async (storage) => {
      const known = (await storage.conversations()).find((one) => one.id === wanted);
      return known ?? storage.openConversation(id, created);
    });
    this.opened.set(conversation.id, conversation);
    return conversation;
  }

  async createConversation(id: string, created: string): Promise<Conversation> {
    const conversation = { id, created, lastSeq: 0 };
    await this.use((storage) => storage.createConversation(conversation));
    this.opened.set(id, conversation);
    return conversation;
  }

  async commit(turn: TurnCommit): Promise<void> {
    return this.use((storage) => storage.commit(turn));
  }

  /** Works with the storage; on failure opens it again and retries, then goes on in memory. */
  async use<T>(work: (storage: Storage) => Promise<T>): Promise<T> {
    try {
      return await work(this.current);
    } catch (error) {
      if (error instanceof ConversationMovedOn || this.current instanceof MemoryStorage) throw error;
      return this.recover(work, error);
    }
  }

  private async recover<T>(work: (storage: Storage) => Promise<T>, cause: unknown): Promise<T> {
    if (!isFull(cause)) {
      try {
        this.current = new IndexedDbStorage(await openDatabase());
        return await work(this.current);
      } catch (error) {
        if (error instanceof ConversationMovedOn) throw error;
      }
    }
    this.tell({ state: "not-kept", fault: storageFault(cause) });
    this.current = await this.copyToMemory();
    return work(this.current);
  }

  /** What can still be read goes along; where nothing can, the conversations start anew. */
  private async copyToMemory(): Promise<MemoryStorage> {
    const memory = await MemoryStorage.copyOf(this.current).catch(() => new MemoryStorage());
    for (const { id, created } of this.opened.values()) await memory.createConversation({ id, created, lastSeq: 0 });
    return memory;
  }
}

async function isPersistent(): Promise<boolean> {
  // WebKitGTK has no navigator.storage.
  return (await (navigator.storage as StorageManager | undefined)?.persisted?.()) ?? false;
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

function storageFault(error: unknown): Fault {
  if (isFull(error)) {
    return {
      code: "storage.full",
      message: "The device's storage is full.",
      remedy: "Free some space, then reload this page.",
    };
  }
  if (error instanceof DOMException && (error.name === "TimeoutError" || error.name === "VersionError")) {
    return {
      code: "storage.blocked",
      message: "Another tab holds what is kept here.",
      remedy: "Close the other tabs of this page, then reload this one.",
    };
  }
  return {
    code: "storage.refused",
    message: "The browser doesn't let this page keep data.",
    remedy: "Leave private browsing, or allow this site to store data.",
  };
}
