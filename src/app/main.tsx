import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import "./global.css";
import { listenForLaunches } from "./navigation/launch";
import { forgetAndReload } from "./platform/forget";
import { closeDialogsFromOutside } from "./platform/close-dialogs";
import { listenForInstallOffer } from "./platform/install";
import { lastConversation } from "./platform/last-conversation";
import { listenForTierChoice, setTierChoice, tierChoice } from "./platform/tier";
import { Updates } from "./platform/updates";
import { whenIdle } from "./platform/idle";
import { Session } from "./session/session";
import { SessionContext } from "./session/session-context";
import { Insecure } from "./shell/insecure";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<StrictMode>{isSecureContext ? start() : <Insecure />}</StrictMode>);

/** Starts the worker, and gives the page that shows what it does. */
function start() {
  const session = new Session(
    () => new Worker(new URL("../worker/worker.ts", import.meta.url), { type: "module", name: "sotto" }),
    document.baseURI,
    { tier: { get: tierChoice.get, set: setTierChoice }, conversation: lastConversation },
    forgetAndReload,
  );
  const updates = import.meta.env.PROD && "serviceWorker" in navigator ? new Updates() : null;
  listenForInstallOffer();
  listenForLaunches();
  closeDialogsFromOutside();
  const kept = updates ? registerAfterModels(session, updates) : Promise.resolve();
  listenForTierChoice(session.orderFullTier);
  fetchFullTierWhenIdle(session, kept);
  return (
    <SessionContext value={session}>
      <App updates={updates} />
    </SessionContext>
  );
}

/** The full tier comes last: when the lite one is in use, the shell is kept for offline use, and the page has nothing to do. */
function fetchFullTierWhenIdle(session: Session, kept: Promise<void>): void {
  let isWaiting = false;
  session.state.subscribe(() => {
    if (isWaiting || session.state.get().fullTier?.state !== "absent" || tierChoice.get() !== "automatic") return;
    isWaiting = true;
    void whenIdle(kept).then(() => {
      isWaiting = false;
      session.orderFullTier("idle");
    });
  });
}

/**
 * The service worker fetches everything for offline use; it waits so as not to compete with the models' first load. Resolves when it
 * has everything, and when the browser refuses it.
 */
function registerAfterModels(session: Session, updates: Updates): Promise<void> {
  const settled = new Promise<void>((resolve) => {
    const stop = session.state.subscribe(() => {
      const { model, trouble } = session.state.get();
      if (model?.state !== "ready" && model?.state !== "failed" && trouble?.kind !== "stopped") return;
      stop();
      resolve();
    });
  });
  const kept = settled.then(() => updates.register()).then(() => navigator.serviceWorker.ready);
  return kept.then(
    () => undefined,
    () => undefined,
  );
}
