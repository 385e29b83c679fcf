import { useEffect, useState, type RefObject } from "react";
import type { ModelStatus, StorageStatus } from "../../worker/protocol";
import { bytes } from "../transcript/format";
import styles from "./about.module.css";
import { identity } from "../../identity";
import { canRing } from "../rings/can-ring";

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  model: ModelStatus | null;
  storage: StorageStatus | null;
}

/** What the assistant is, what it keeps and where, its version and licences. Opened by whoever holds `dialog`. */
export function About({ dialog, model, storage }: Props) {
  const [opened, setOpened] = useState(0);
  const used = useStorageUsed(opened);
  const modelName = model?.state === "ready" ? model.id : model?.state === "failed" ? model.kept : null;

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      lang="en"
      aria-labelledby="about-title"
      closedby="any"
      onToggle={({ currentTarget }) => currentTarget.open && setOpened((times) => times + 1)}
    >
      <img src="./icons/logo.svg" alt="" width="56" height="56" />
      <h2 id="about-title">About {identity.name}</h2>
      <p>
        An assistant that runs inside your browser. What you write is understood on this device
        {identity.server === null
          ? ", and sent to nobody."
          : `; to do some of what you ask for, it tells the server ${identity.server} what was said.`}
      </p>
      <h3>What is kept, and where</h3>
      <p>
        {keptList()} kept in this browser’s own storage for this site, on this device only
        {used === null ? "" : ` (${bytes(used)} with the app itself)`}. {keptInWords(storage)} Clearing the site’s data
        in the browser removes all of it.
      </p>
      {canRing && (
        <>
          <h3>Reminders</h3>
          <p>
            They ring while {identity.name} is open in a tab or window. What fell due while it was closed is told when
            you open it.
          </p>
        </>
      )}
      <dl className={styles.facts}>
        <dt>Model</dt>
        <dd>{modelName ?? "none"}</dd>
        <dt>Software</dt>
        <dd>
          Sotto {__APP_VERSION__}, Apache-2.0;{" "}
          <a href="./licences.md" target="_blank" rel="noreferrer">
            what it is made of
          </a>
        </dd>
      </dl>
      <form method="dialog">
        <button className={styles.close}>Close</button>
      </form>
    </dialog>
  );
}

/** "Your conversation, reminders and notes are" */
function keptList(): string {
  const things = new Intl.ListFormat("en-GB").format(["conversation", ...identity.keeps]);
  return `Your ${things} ${identity.keeps.length === 0 ? "is" : "are"}`;
}

function keptInWords(storage: StorageStatus | null): string {
  if (storage?.state === "not-kept") return `Right now it isn’t being kept: ${storage.fault.message}`;
  if (storage?.persistent) return "The browser has agreed to keep it until you remove it.";
  return "The browser may clear it if the device runs out of space.";
}

/** Bytes this site uses on the device, read anew for each `reading`; null where the browser doesn't say. */
function useStorageUsed(reading: number): number | null {
  const [used, setUsed] = useState<number | null>(null);
  useEffect(() => {
    // Not in every browser.
    const storage: Partial<StorageManager> | undefined = navigator.storage;
    storage?.estimate?.().then(
      ({ usage }) => setUsed(usage ?? null),
      () => setUsed(null),
    );
  }, [reading]);
  return used;
}
