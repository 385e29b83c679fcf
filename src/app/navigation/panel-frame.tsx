import { Component, Suspense, useEffect, useRef, type ReactNode, type RefObject } from "react";
import { useSession } from "../session/session-context";
import { useStore } from "../session/store";
import { address } from "./address";
import styles from "./panel-frame.module.css";
import type { Section } from "./sections";

/** A section's panel, in its own scrolling column. */
export function PanelFrame({ section: { id, title, Panel } }: { section: Section }) {
  const { send, useRecords } = useSession();
  const { path } = useStore(address);
  const frame = useRef<HTMLElement>(null);
  if (!Panel) return null;
  return (
    <section ref={frame} className={styles.frame} aria-label={title} lang="en" tabIndex={-1}>
      <div className={styles.column}>
        <PanelBoundary key={id} title={title}>
          <Suspense fallback={<p className={styles.loading}>Opening {title}…</p>}>
            <Panel act={send} useRecords={useRecords} />
          </Suspense>
        </PanelBoundary>
      </div>
      <FocusHeading key={[id, ...path].join("/")} frame={frame} />
    </section>
  );
}

/**
 * Whoever goes somewhere is put at its heading as soon as that is there, unless what the address names takes the focus for itself, or
 * they have gone on elsewhere while it was fetched.
 */
function FocusHeading({ frame }: { frame: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    const isThere = () => {
      const heading = current.querySelector<HTMLElement>("h2");
      if (!heading) return false;
      heading.tabIndex = -1;
      const isWaiting = document.activeElement === current || document.activeElement === document.body;
      if (isWaiting && !current.querySelector("[data-opened]")) heading.focus();
      return true;
    };
    current.scrollTo({ top: 0 });
    current.focus();
    if (isThere()) return;
    // A panel waits for its code and its records.
    const observer = new MutationObserver(() => isThere() && observer.disconnect());
    observer.observe(current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [frame]);
  return null;
}

/** A panel that can't be fetched (no network before it was kept) or drawn says so; the chat beside it goes on. */
class PanelBoundary extends Component<{ title: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className={styles.failed}>
        <h2>{this.props.title} couldn’t be opened</h2>
        <p>It may not be on this device yet. With a network, loading the page again brings it.</p>
        <button type="button" className={styles.reload} onClick={() => location.reload()}>
          Load the page again
        </button>
      </div>
    );
  }
}
