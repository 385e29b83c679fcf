import { useRef, useState, type SubmitEvent } from "react";
import type { ConversationSummary } from "../../../worker/protocol";
import { goTo, hrefTo } from "../../navigation/address";
import { saveFile } from "../../../skills/save-file";
import { useSession } from "../../session/session-context";
import { Heading } from "../heading";
import styles from "../panel.module.css";
import { Question } from "../question";
import { titleOf } from "./use-conversations";

const formats = {
  text: { label: "Save as text", ending: "txt", type: "text/plain" },
  rasa: { label: "Save as Rasa events", ending: "json", type: "application/json" },
} as const;

/** One conversation: named, saved as a file, deleted. */
export function ConversationView({ conversation }: { conversation: ConversationSummary }) {
  const session = useSession();
  const question = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState(titleOf(conversation));
  const [said, setSaid] = useState("");
  const { id } = conversation;
  const failed = () => setSaid("That didn’t work. Nothing was changed; try again.");

  function rename(event: SubmitEvent) {
    event.preventDefault();
    session.ask("rename", { conversation: id, name }).then(() => setSaid("Named."), failed);
  }

  function save(format: keyof typeof formats) {
    const { ending, type } = formats[format];
    const save = (text: string) => saveFile(`conversation.${ending}`, text, type);
    session.ask("export", { conversation: id, format }).then(save).catch(failed);
  }

  function remove() {
    session.remove(id).then(() => goTo("conversations"), failed);
  }

  return (
    <>
      <Heading title={titleOf(conversation)} back={{ href: hrefTo("conversations"), label: "All conversations" }} />
      <form className={styles.form} onSubmit={rename}>
        <input
          className={styles.field}
          aria-label="Name of this conversation"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button className={styles.button}>Rename</button>
      </form>
      <p role="status" className={styles.detail}>
        {said}
      </p>
      <div className={styles.buttons}>
        {(["text", "rasa"] as const).map((format) => (
          <button key={format} type="button" className={styles.button} onClick={() => save(format)}>
            {formats[format].label}
          </button>
        ))}
        <button type="button" className={styles.danger} onClick={() => question.current?.showModal()}>
          Delete
        </button>
      </div>
      <Question
        dialog={question}
        title="Delete this conversation?"
        text="What was said in it is gone for good. Reminders, lists and notes that it made stay."
        yes="Delete"
        onYes={remove}
      />
    </>
  );
}
