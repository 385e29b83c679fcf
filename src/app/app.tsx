import { lazy, Suspense, useEffect, useRef } from "react";
import styles from "./app.module.css";
import { Composer } from "./composer/composer";
import { Suggestions } from "./composer/suggestions";
import { useDebugger } from "./debugger/use-debugger";
import { incoming } from "./incoming/incoming";
import { Navigation } from "./navigation/navigation";
import { PanelFrame } from "./navigation/panel-frame";
import { ReplyBar } from "./navigation/reply-bar";
import { hasPanels, useSection } from "./navigation/sections";
import { usePalette } from "./palette/use-palette";
import { askToKeepData } from "./platform/persistence";
import { role, suggestionsFor } from "./platform/role";
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
import { Reader } from "./voice/reader";

const IncomingSheet = lazy(async () => ({ default: (await import("./incoming/incoming-sheet")).IncomingSheet }));
/** Both are fetched when they are opened first. */
const Palette = lazy(async () => ({ default: (await import("./palette/palette")).Palette }));
const Debugger = lazy(async () => ({ default: (await import("./debugger/debugger")).Debugger }));

/**
 * The page: header and banners; below them the chat, or a panel, on a wide screen side by side; and the way from one to the other.
 * `updates` is null without a service worker.
 */
export function App({ updates }: { updates: Updates | null }) {
  const session = useSession();
  const state = useStore(session.state);
  const section = useSection();
  const [isDebugging, setDebugging] = useDebugger();
  const hasIncoming = useStore(incoming).length > 0;
  const [isSearching, setSearching] = usePalette();
  const suggestions = suggestionsFor(useStore(role));
  const opened = state.conversation !== null;
  const empty = state.lines.length === 0 && state.outgoing.every(({ quiet }) => quiet);
  const lastSaid = state.lines.findLast(({ from }) => from === "user")?.text;
  const hasPanel = section.Panel !== null;
  const chat = useRef<HTMLElement>(null);
  useChatFocus(chat, !hasPanel);

  function send(text: string, options?: SendOptions) {
    session.send(text, options);
    askToKeepData();
  }

  return (
    <div
      className={styles.app}
      data-debugging={isDebugging || undefined}
      data-rail={hasPanels || undefined}
      data-panel={hasPanel || undefined}
    >
      <Header
        model={state.model}
        fullTier={state.fullTier}
        storage={state.storage}
        onSearch={() => setSearching(true)}
        onDebugger={() => setDebugging(true)}
      />
      {hasPanels && <Navigation />}
      <RingSheet rings={state.rings} />
      {hasIncoming && (
        <Suspense>
          <IncomingSheet />
        </Suspense>
      )}
      <Banners state={state} updates={updates} />
      <main className={styles.main}>
        {hasPanel && <PanelFrame section={section} />}
        <section ref={chat} className={styles.chat} aria-label="Chat" tabIndex={-1}>
          <div className={styles.conversation}>{empty ? opened && <Welcome /> : <Transcript state={state} />}</div>
          <div className={styles.composer}>
            {empty && (
              <Suggestions suggestions={suggestions} onChoose={({ title, payload }) => send(payload, { title })} />
            )}
            <Composer onSend={send} lastSaid={lastSaid} />
          </div>
        </section>
      </main>
      {hasPanel && <ReplyBar key={section.id} lines={state.lines} />}
      {isSearching && (
        <Suspense>
          <Palette onClose={() => setSearching(false)} />
        </Suspense>
      )}
      {isDebugging && (
        <Suspense>
          <Debugger onClose={() => setDebugging(false)} />
        </Suspense>
      )}
      <Announcer lines={state.lines} openedAt={state.openedAt} />
      <Reader lines={state.lines} openedAt={state.openedAt} />
    </div>
  );
}

/** Whoever comes back to the chat goes on writing; on a phone, where that would open the keyboard, the focus is on the chat. */
function useChatFocus(chat: { current: HTMLElement | null }, isHere: boolean): void {
  const wasHere = useRef(isHere);
  useEffect(() => {
    if (isHere === wasHere.current) return;
    wasHere.current = isHere;
    if (!isHere || chat.current?.contains(document.activeElement)) return;
    const field = matchMedia("(pointer: fine)").matches ? chat.current?.querySelector("textarea") : null;
    (field ?? chat.current)?.focus();
  }, [chat, isHere]);
}
