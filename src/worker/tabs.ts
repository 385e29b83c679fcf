import type { Notice } from "./protocol";

/** What one tab's worker tells the others: that a conversation has new events, and what its own page was told. */
export interface Tabs {
  tell(notice: Notice): void;
  onNotice(listener: (notice: Notice) => void): void;
}

export function broadcastTabs(name: string): Tabs {
  const channel = new BroadcastChannel(name);
  return {
    tell: (notice) => channel.postMessage(notice),
    onNotice: (listener) => channel.addEventListener("message", (event: MessageEvent<Notice>) => listener(event.data)),
  };
}
