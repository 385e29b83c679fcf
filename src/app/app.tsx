import { lazy, Suspense } from "react";
import styles from "./app.module.css";
import { Composer } from "./composer/composer";
import { Suggestions } from "./composer/suggestions";
import { useDebugger } from "./debugger/use-debugger";
import { askToKeepData } from "./platform/persistence";
import type { Updates } from "./platform/updates";
import { RingSheet } from "./rings/ring-sheet";
import type { SendOptions } from "./session/session";
import { useSession } from "./session/session-context";
import { useStore } from "./session/store";
import { Banners } from "./shell/banners";
import { Header } from "./shell/header";
import { Announcer } from "./transcript/announcer";
import { Transcript } from "./transcript/transcript";
import { Welcome } from "./transcript/welcome";
import { identity } from "../identity";

/** Fetched when it is opened first: few who use the page design it. */
const Debugger = lazy(async () => ({ default: (await import("./debugger/debugger")).Debugger }));

/** The page: header, banners, transcript and composer, one above the other. `updates` is null without a service worker. */
export function App({ updates }: { updates: Updates | null }) {
  const session = useSession();
  const state = useStore(session.state);
  const [isDebugging, setDebugging] = useDebugger();
  const opened = state.conversation !== null;
  const empty = state.lines.length === 0 && state.outgoing.every(({ quiet }) => quiet);
  const lastSaid = state.lines.findLast(({ from }) => from === "user")?.text;

  function send(text: string, options?: SendOptions) {
    session.send(text, options);
    askToKeepData();
  }

  return (
    <div className={styles.app} data-debugging={isDebugging || undefined}>
      <Header
        model={state.model}
        fullTier={state.fullTier}
        storage={state.storage}
        onDebugger={() => setDebugging(true)}
      />
      <RingSheet rings={state.rings} />
      <Banners state={state} updates={updates} />
      <main className={styles.main}>{empty ? opened && <Welcome /> : <Transcript state={state} />}</main>
      <footer className={styles.footer}>
        {empty && (
          <Suggestions suggestions={identity.suggestions} onChoose={({ title, payload }) => send(payload, { title })} />
        )}
        <Composer onSend={send} lastSaid={lastSaid} />
      </footer>
      {isDebugging && (
        <Suspense>
          <Debugger onClose={() => setDebugging(false)} />
        </Suspense>
      )}
      <Announcer lines={state.lines} openedAt={state.openedAt} />
    </div>
  );
}
