import { Component, memo, type ReactNode } from "react";
import { Card, saysAll } from "../../skills/cards";
import type { Line } from "../../worker/protocol";
import { useSession } from "../session/session-context";
import type { Outgoing } from "../session/state";
import { MessageText } from "./message-text";
import styles from "./message.module.css";
import { UndoButton } from "./undo-button";
import type { Entry } from "./transcript-groups";
import { identity } from "../../identity";

interface Props {
  entry: Entry;
  /** Came while the page was open: it arrives with a movement. */
  isNew: boolean;
  /** Belongs to the newest answer: its buttons stand out. */
  isLatest: boolean;
  /** The last bubble of a recent answer: what that changed can be undone here. */
  isUndoable: boolean;
}

/** One bubble with what belongs to it: card, image, buttons, or why it wasn't sent. */
export const Message = memo(function Message({ entry, isNew, isLatest, isUndoable }: Props) {
  const { from, text, line, outgoing } = entry;
  return (
    <article
      className={styles.message}
      data-message
      data-seq={line?.seq}
      data-from={from}
      data-new={isNew || undefined}
      data-sending={(outgoing && !outgoing.fault) || undefined}
      tabIndex={-1}
    >
      <span className="visually-hidden">{from === "user" ? "You: " : `${identity.name}: `}</span>
      {line?.card ? <TextAndCard card={line.card} text={text} /> : <Bubble text={text} />}
      {line?.image !== undefined && <Picture source={line.image} />}
      {line && line.buttons.length > 0 && <Buttons buttons={line.buttons} prominent={isLatest} />}
      {line && isUndoable && <UndoButton line={line} />}
      {outgoing?.fault && <Failure message={outgoing} />}
    </article>
  );
});

function Bubble({ text }: { text: string }) {
  if (text === "") return null;
  return (
    <div className={styles.bubble}>
      <MessageText text={text} />
    </div>
  );
}

/** The words above the card; only in its place where it says all of it. */
function TextAndCard({ card, text }: { card: NonNullable<Line["card"]>; text: string }) {
  const { send, useRecords } = useSession();
  const words = <Bubble text={text} />;
  // Called, not rendered: it gives null for a card it doesn't know, and then the words are all there is.
  const drawn = Card({ card, text, act: send, useRecords });
  if (drawn && saysAll(card)) return <CardBoundary instead={words}>{drawn}</CardBoundary>;
  return (
    <>
      {words}
      <CardBoundary instead={null}>{drawn}</CardBoundary>
    </>
  );
}

/** A card that fails to draw is replaced by its words, where those don't stand above it anyway. */
class CardBoundary extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}

function Picture({ source }: { source: string }) {
  return <img className={styles.picture} src={source} alt="" loading="lazy" referrerPolicy="no-referrer" />;
}

function Buttons({ buttons, prominent }: { buttons: Line["buttons"]; prominent: boolean }) {
  const { send } = useSession();
  return (
    <div className={styles.buttons} data-prominent={prominent || undefined}>
      {buttons.map(({ title, payload }, index) => (
        <button key={index} className={styles.button} type="button" onClick={() => send(payload, { title })}>
          {title}
        </button>
      ))}
    </div>
  );
}

function Failure({ message }: { message: Outgoing }) {
  const { retry } = useSession();
  return (
    <p className={styles.failure} role="alert">
      {message.fault?.message}{" "}
      <button className={styles.retry} type="button" onClick={() => retry(message)}>
        Try again
      </button>
    </p>
  );
}
