import { shorten } from "../../../skills/for-panels";
import type { ConversationSummary } from "../../../worker/protocol";
import { MoreIcon, PlusIcon } from "../../icons";
import { address, goTo, hrefTo } from "../../navigation/address";
import { useSession } from "../../session/session-context";
import { useStore } from "../../session/store";
import { dayLabel, timeOfDay } from "../../transcript/format";
import { useMinute } from "../../transcript/hooks";
import { Heading } from "../heading";
import styles from "../panel.module.css";
import { ConversationView } from "./conversation-view";
import { titleOf, useConversations } from "./use-conversations";

/** All conversations, or what can be done with the one that the address names. */
export function ConversationsPanel() {
  const conversations = useConversations();
  const [open] = useStore(address).path;
  if (!conversations) return null;
  const chosen = conversations.find(({ id }) => id === open);
  return chosen ? (
    <ConversationView key={`${chosen.id}/${titleOf(chosen)}`} conversation={chosen} />
  ) : (
    <ConversationList conversations={conversations} />
  );
}

function ConversationList({ conversations }: { conversations: ConversationSummary[] }) {
  const session = useSession();
  const { conversation: current } = useStore(session.state);
  const now = useMinute();

  /** The chat shows that it failed, where it did: nothing of the conversation is lost. */
  async function enter(id: string | null) {
    await session.enter(id).catch(() => undefined);
    goTo("chat");
  }

  return (
    <>
      <Heading title="Conversations">
        <button type="button" className={styles.primary} onClick={() => void enter(null)}>
          <PlusIcon />
          New
        </button>
      </Heading>
      <ul className={styles.rows} aria-label="Conversations">
        {conversations.map((conversation) => {
          const { id, last } = conversation;
          const title = shorten(titleOf(conversation), 120);
          return (
            <li key={id} className={styles.row}>
              <button
                type="button"
                className={styles.rowButton}
                aria-current={id === current || undefined}
                onClick={() => void enter(id)}
              >
                <span className={styles.title} dir="auto">
                  {title}
                </span>
                <span className={styles.detail}>
                  {dayLabel(last, now)}, {timeOfDay(last)}
                  {id === current && " · open in the chat"}
                </span>
              </button>
              <a
                className={styles.icon}
                href={hrefTo("conversations", id)}
                aria-label={`Name, save or delete ${title}`}
              >
                <MoreIcon />
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}
