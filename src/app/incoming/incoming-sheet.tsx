import { useEffect, useId, useRef } from "react";
import { identity, type Kept } from "../../identity";
import { shorten } from "../../skills/for-panels";
import { prefill } from "../composer/prefill";
import panel from "../panels/panel.module.css";
import { useSession } from "../session/session-context";
import { useStore } from "../session/store";
import { incoming, type Incoming } from "./incoming";
import styles from "./incoming-sheet.module.css";

/** Shown of a text, in characters. */
const SHOWN = 400;
/** What fits a message beside the words around it; a note may be as long. */
const LONGEST = 20_000;

interface Choice {
  label: string;
  needs: Kept | null;
  run: (one: Incoming) => void;
}

/** Asks what is to become of what came from outside. Nothing is done with it unasked: it is text, whatever it says. */
export function IncomingSheet() {
  const session = useSession();
  const waiting = useStore(incoming);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [one] = waiting;

  useEffect(() => {
    if (one && !dialog.current?.open) dialog.current?.showModal();
  }, [one]);
  if (!one) return null;

  const take = (intent: string, entities: object, title: string) =>
    session.send(`/${intent}${JSON.stringify(entities)}`, { title });
  const choices: Record<Incoming["kind"], Choice[]> = {
    text: [
      {
        label: "Keep as a note",
        needs: "notes",
        run: ({ text }) => take("take_note", { note_text: text }, `Note: ${shorten(text, 80)}`),
      },
      {
        label: "Add to the shopping list",
        needs: "lists",
        run: ({ text }) => prefill(`Add ${oneLine(text)} to my shopping list`),
      },
      { label: "Remind me of it", needs: "reminders", run: ({ text }) => prefill(`Remind me to ${oneLine(text)} `) },
      { label: "Put it into the message", needs: null, run: ({ text }) => prefill(text) },
    ],
    calendar: [
      {
        label: "Add to the calendar",
        needs: "calendar",
        run: ({ text, name }) => take("import_events", { ics: text }, `Add the events of ${name ?? "the file"}`),
      },
    ],
    contacts: [
      {
        label: "Add to my people",
        needs: "people",
        run: ({ text, name }) => take("import_people", { vcf: text }, `Add the people of ${name ?? "the file"}`),
      },
    ],
  };
  const possible = choices[one.kind].filter(({ needs }) => needs === null || identity.keeps.includes(needs));
  const isTooLong = one.kind === "text" && (one.text === "" || one.text.length > LONGEST);
  const next = () => incoming.set(waiting.slice(1));

  return (
    <dialog ref={dialog} className={panel.question} aria-labelledby={id} onClose={next}>
      <h2 id={id} className={styles.title}>
        {one.name ?? "Shared with you"}
      </h2>
      <p className={styles.text} dir="auto">
        {isTooLong ? "This is empty, or too long to take in here." : shorten(one.text, SHOWN)}
      </p>
      <form method="dialog" className={styles.choices}>
        {!isTooLong &&
          possible.map(({ label, run }) => (
            <button key={label} className={panel.button} onClick={() => run(one)}>
              {label}
            </button>
          ))}
        <button className={panel.plain}>Do nothing with it</button>
      </form>
    </dialog>
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
