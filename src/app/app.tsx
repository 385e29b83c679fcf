import styles from "./app.module.css";
import { Composer } from "./composer/composer";
import { Suggestions } from "./composer/suggestions";
import { askToKeepData } from "./platform/persistence";
import type { Updates } from "./platform/updates";
import { RingSheet } from "./rings/ring-sheet";
import { useSession } from "./session/session-context";
import { useStore } from "./session/store";
import { Banners } from "./shell/banners";
import { Header } from "./shell/header";
import { Announcer } from "./transcript/announcer";
import { Transcript } from "./transcript/transcript";
import { Welcome } from "./transcript/welcome";

/** The page: header, banners, transcript and composer, one above the other. `updates` is null without a service worker. */
export function App({ updates }: { updates: Updates | null }) {
  const session = useSession();
  const state = useStore(session.state);
  const opened = state.conversation !== null;
  const empty = state.lines.length === 0 && state.outgoing.every(({ quiet }) => quiet);
  const lastSaid = state.lines.findLast(({ from }) => from === "user")?.text;

  function send(text: string) {
    session.send(text);
    askToKeepData();
  }

  return (
    <div className={styles.app}>
      <Header model={state.model} fullTier={state.fullTier} storage={state.storage} />
      <RingSheet rings={state.rings} />
      <Banners state={state} updates={updates} />
      <main className={styles.main}>{empty ? opened && <Welcome /> : <Transcript state={state} />}</main>
      <footer className={styles.footer}>
        {empty && <Suggestions suggestions={state.suggestions} onChoose={send} />}
        <Composer onSend={send} lastSaid={lastSaid} />
      </footer>
      <Announcer lines={state.lines} openedAt={state.openedAt} />
    </div>
  );
}
