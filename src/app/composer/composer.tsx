import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type SubmitEvent } from "react";
import { SendIcon } from "../icons";
import { useStore } from "../session/store";
import styles from "./composer.module.css";
import { TalkButton } from "../voice/talk-button";
import { longestMessage, readDraft, writeDraft } from "./draft";
import { prefilled } from "./prefill";

interface Props {
  onSend: (text: string) => void;
  /** What the user said last, for the up arrow. */
  lastSaid: string | undefined;
}

/** Where the user writes. Enter sends, Shift+Enter starts a line, up arrow in an empty field brings back what was said last. */
export function Composer({ onSend, lastSaid }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(readDraft);
  const [cut, setCut] = useState(false);
  const beginning = useStore(prefilled);
  useEscapeReturnsTo(field);

  // After the render that it came with, in which a phone shows the chat again.
  useEffect(() => {
    const { current } = field;
    if (beginning === null || !current) return;
    prefilled.set(null);
    write(beginning + current.value);
    current.focus();
  }, [beginning]);

  // The field is as high as its text, up to the limit in the style sheet.
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = "auto";
    current.style.height = `${current.scrollHeight}px`;
  }, [text]);

  function write(written: string) {
    const kept = written.slice(0, longestMessage);
    setText(kept);
    setCut(kept.length < written.length);
    writeDraft(kept);
  }

  function send() {
    const message = text.trim();
    if (message === "") return;
    onSend(message);
    write("");
  }

  function onKeyDown(event: KeyboardEvent) {
    // An input method (Chinese, Japanese, ...) uses Enter to accept a word.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && !event.altKey && text === "" && lastSaid !== undefined) {
      event.preventDefault();
      write(lastSaid);
    }
  }

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    send();
  }

  return (
    <form className={styles.composer} aria-label="Write a message" onSubmit={onSubmit}>
      {cut && (
        <p className={styles.notice} role="status">
          That was very long: only its first {longestMessage.toLocaleString("en")} characters were kept.
        </p>
      )}
      <div className={styles.field}>
        <textarea
          ref={field}
          className={styles.input}
          aria-label="Message"
          placeholder="Message"
          dir="auto"
          rows={1}
          value={text}
          enterKeyHint="send"
          autoCapitalize="sentences"
          // On a phone this would open the keyboard over the page.
          autoFocus={matchMedia("(pointer: fine)").matches}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <TalkButton onHeard={onSend} />
        <button
          className={styles.send}
          aria-label="Send"
          aria-disabled={text.trim() === ""}
          // Keeps the focus, and with it a phone's keyboard, in the field.
          onMouseDown={(event) => event.preventDefault()}
        >
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

/** Escape anywhere brings the focus back to the field, unless it closes a dialog or the menu. */
function useEscapeReturnsTo(field: { current: HTMLTextAreaElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const closesSomething = document.querySelector("dialog[open], :popover-open");
      if (event.key === "Escape" && !event.defaultPrevented && !closesSomething) field.current?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [field]);
}
