import { useEffect, useState } from "react";
import { useSession } from "../../session/session-context";
import { useStore } from "../../session/store";
import { bytes } from "../../transcript/format";
import styles from "./settings.module.css";

interface Kept {
  /** Bytes used and had, where the browser tells. */
  usage: number | null;
  quota: number | null;
  /** Whether the browser has promised not to clear it; null where it has no such promise to give. */
  isPersistent: boolean | null;
}

/** What is kept on the device, and whether the browser may clear it. */
export function StorageSection() {
  const { storage } = useStore(useSession().state);
  const [kept, setKept] = useState<Kept | null>(null);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    void readKept().then(setKept);
  }, []);

  async function ask() {
    const granted = await navigator.storage.persist().catch(() => false);
    setRefused(!granted);
    setKept(await readKept());
  }

  return (
    <section className={styles.section} aria-labelledby="storage-title">
      <h3 id="storage-title" className={styles.title}>
        Storage
      </h3>
      <p>Everything is kept in this browser, on this device only.</p>
      {storage?.state === "not-kept" && <p>Right now nothing is being kept: {storage.fault.message}</p>}
      {kept && (
        <>
          <dl className={styles.facts}>
            <dt>Used</dt>
            <dd>
              {kept.usage === null ? "The browser doesn’t say" : `${bytes(kept.usage)}, with the app itself`}
              {kept.quota !== null && ` (of ${bytes(kept.quota)} at most)`}
            </dd>
          </dl>
          <p role="status">{inWords(kept, isRefused)}</p>
          <div className={styles.actions}>
            {kept.isPersistent === false && (
              <button type="button" className={styles.action} onClick={() => void ask()}>
                Ask to keep it
              </button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function inWords({ isPersistent }: Kept, isRefused: boolean): string {
  if (isPersistent) return "The browser has agreed to keep it until you remove it.";
  if (isRefused)
    return "The browser hasn’t agreed. It may when the app is installed, or used more often; until then it may clear this data if the device runs out of space.";
  return "The browser may clear it if the device runs out of space.";
}

async function readKept(): Promise<Kept> {
  // Not in every browser, and in some without the one or the other.
  const storage: Partial<StorageManager> | undefined = navigator.storage;
  const [estimate, persisted] = await Promise.all([
    storage?.estimate?.().catch(() => null),
    storage?.persist && storage.persisted?.().catch(() => null),
  ]);
  return {
    usage: estimate?.usage ?? null,
    quota: estimate?.quota ?? null,
    isPersistent: persisted ?? null,
  };
}
