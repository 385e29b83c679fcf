import { useRef, useState } from "react";
import { LoupeIcon, MenuIcon } from "../icons";
import { useOnline } from "../platform/online";
import type { FullTierStatus, ModelStatus, StorageStatus } from "../../worker/protocol";
import { About } from "./about";
import styles from "./header.module.css";
import { Menu } from "./menu";
import { tierInWords } from "./tier-in-words";
import { identity } from "../../identity";

interface Props {
  model: ModelStatus | null;
  fullTier: FullTierStatus | null;
  storage: StorageStatus | null;
  onSearch: () => void;
  onDebugger: () => void;
}

/** Name, what state things are in, and the menu. */
export function Header({ model, fullTier, storage, onSearch, onDebugger }: Props) {
  const online = useOnline();
  const about = useRef<HTMLDialogElement>(null);
  const loading = model?.state === "loading" ? model : null;

  return (
    <header className={styles.header} lang="en">
      <div className={styles.inner}>
        <img className={styles.logo} src="./icons/logo.svg" alt="" width="36" height="36" />
        <div className={styles.title}>
          <h1 className={styles.name}>{identity.name}</h1>
          <p className={styles.state}>{stateInWords(model, fullTier)}</p>
        </div>
        {!online && <span className={styles.badge}>Offline</span>}
        {storage?.state === "not-kept" && <span className={`${styles.badge} ${styles.warning}`}>Not being kept</span>}
        <button className={styles.search} type="button" aria-label="Search and commands" onClick={onSearch}>
          <LoupeIcon />
        </button>
        <button className={styles.menuButton} type="button" popoverTarget="menu" aria-label="Menu">
          <MenuIcon />
        </button>
        <Menu id="menu" onDebugger={onDebugger} onAbout={() => about.current?.showModal()} />
      </div>
      <ReadyAnnouncer fullTier={fullTier} />
      {loading && (
        <progress className={styles.progress} value={loading.done} max={loading.total} aria-label="Loading the model" />
      )}
      <About dialog={about} model={model} storage={storage} />
    </header>
  );
}

/** Says aloud, once, that what was being fetched is in use. That something went wrong is said by a banner. */
function ReadyAnnouncer({ fullTier }: { fullTier: FullTierStatus | null }) {
  const [wasFetched, setWasFetched] = useState(false);
  if (fullTier?.state === "downloading" && !wasFetched) setWasFetched(true);
  return (
    <p role="status" className="visually-hidden">
      {wasFetched && fullTier?.state === "ready" ? tierInWords(fullTier) : ""}
    </p>
  );
}

function stateInWords(model: ModelStatus | null, fullTier: FullTierStatus | null): string {
  switch (model?.state) {
    case undefined:
      return "Waking up…";
    case "loading":
      return model.total > 0 ? `Getting ready… ${Math.floor((100 * model.done) / model.total)} %` : "Getting ready…";
    case "ready":
      return fullTier?.state === "downloading"
        ? `Here · fetching more, ${Math.floor((100 * fullTier.done) / fullTier.total)} %`
        : "Here, on this device";
    case "failed":
      return model.kept === null ? "Can’t understand for now" : "Here, with an earlier model";
  }
}
