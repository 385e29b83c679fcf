import { useEffect, useState } from "react";
import type { ConversationSummary } from "../../../worker/protocol";
import { useSession } from "../../session/session-context";
import { useStore } from "../../session/store";

/** Hook: all conversations, the one spoken in last first, kept up to date; undefined until they are read. */
export function useConversations(): ConversationSummary[] | undefined {
  const session = useSession();
  const { conversationsVersion, conversation, lines } = useStore(session.state);
  const [conversations, setConversations] = useState<ConversationSummary[]>();
  const last = lines.at(-1)?.seq;
  useEffect(() => {
    let isCurrent = true;
    session.ask("conversations", null).then(
      (all) => isCurrent && setConversations(all),
      // What is shown stays; the next change reads again.
      () => undefined,
    );
    return () => void (isCurrent = false);
  }, [session, conversationsVersion, conversation, last]);
  return conversations;
}

/** As it is called in the page: its name, else how it began. */
export function titleOf({ name, first }: Pick<ConversationSummary, "name" | "first">): string {
  return name || first || "New conversation";
}
