import { useRef } from "react";
import { MenuIcon } from "../icons";
import { useOnline } from "../platform/online";
import type { ModelStatus, StorageStatus } from "../../worker/protocol";
import { About } from "./about";
import styles from "./header.module.css";
import { Menu } from "./menu";

/** Name, what state things are in, and the menu. */
export function Header({ model, storage }: { model: ModelStatus | null; storage: StorageStatus | null }) {
  const online = useOnline();
  const about = useRef<HTMLDialogElement>(null);
  const loading = model?.state === "loading" ? model : null;

  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <img className={styles.logo} src="./icons/logo.svg" alt="" width="36" height="36" />
        <div className={styles.title}>
          <h1 className={styles.name}>Sotto</h1>
          <p className={styles.state}>{stateInWords(model)}</p>
        </div>
        {!online && <span className={styles.badge}>Offline</span>}
        {storage?.state === "not-kept" && <span className={`${styles.badge} ${styles.warning}`}>Not being kept</span>}
        <button className={styles.menuButton} type="button" popoverTarget="menu" aria-label="Menu">
          <MenuIcon />
        </button>
        <Menu id="menu" onAbout={() => about.current?.showModal()} />
      </div>
      {loading && (
        <progress className={styles.progress} value={loading.done} max={loading.total} aria-label="Loading the model" />
      )}
      <About dialog={about} model={model} storage={storage} />
    </header>
  );
}

function stateInWords(model: ModelStatus | null): string {
  switch (model?.state) {
    case undefined:
      return "Waking up…";
    case "loading":
      return model.total > 0 ? `Getting ready… ${Math.floor((100 * model.done) / model.total)} %` : "Getting ready…";
    case "ready":
      return "Here, on this device";
    case "failed":
      return model.kept === null ? "Can’t understand for now" : "Here, with an earlier model";
  }
}
