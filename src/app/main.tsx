import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import "./global.css";
import { listenForInstallOffer } from "./platform/install";
import { Updates } from "./platform/updates";
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
  );
  const updates = import.meta.env.PROD && "serviceWorker" in navigator ? new Updates() : null;
  listenForInstallOffer();
  if (updates) registerAfterModels(session, updates);
  return (
    <SessionContext value={session}>
      <App updates={updates} />
    </SessionContext>
  );
}

/** The service worker fetches everything for offline use; it waits so as not to compete with the models' first load. */
function registerAfterModels(session: Session, updates: Updates): void {
  const stop = session.state.subscribe(() => {
    const { model, trouble } = session.state.get();
    const settled = model?.state === "ready" || model?.state === "failed" || trouble?.kind === "stopped";
    if (!settled) return;
    stop();
    updates.register().catch(() => undefined);
  });
}
