import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { countOf } from "../../skills/for-panels";
import { LoupeIcon } from "../icons";
import { useMinute } from "../transcript/hooks";
import { askFor, commandsFor, hitsByPlace, type Choice } from "./choices";
import styles from "./palette.module.css";
import { useSearch } from "./use-search";

/**
 * Commands, and a search through everything that is kept: a combobox over a list of options (ARIA's pattern), so that the focus stays
 * in the field while the arrows choose.
 */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const now = useMinute();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const found = useSearch(query);
  const groups = useMemo(
    () => [...commandsFor(query), ...hitsByPlace(found?.hits ?? [], now), ...askFor(query)],
    [query, found, now],
  );
  const choices = groups.flatMap((group) => group.choices);
  const chosen = choices[Math.min(active, choices.length - 1)];
  const idOf = ({ key }: Choice) => `${list}-${key}`;

  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  useEffect(() => {
    document.getElementById(`${list}-${chosen?.key}`)?.scrollIntoView({ block: "nearest" });
  }, [list, chosen?.key]);

  function run(choice: Choice) {
    // Closed first: a dialog gives the focus back to where it was, and what is chosen may take it somewhere else.
    dialog.current?.close();
    choice.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    // An input method uses these keys to choose a word.
    if (event.nativeEvent.isComposing) return;
    const last = choices.length - 1;
    const at = Math.min(active, last);
    const steps: Partial<Record<string, number>> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    };
    const next = steps[event.key];
    if (event.key === "Enter" && chosen) run(chosen);
    else if (next !== undefined) setActive(next);
    else return;
    event.preventDefault();
  }

  return (
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Search and commands"
      lang="en"
      closedby="any"
      onClose={onClose}
    >
      <div className={styles.field}>
        <LoupeIcon />
        <input
          className={styles.input}
          role="combobox"
          aria-label="Search, or choose a command"
          aria-expanded={choices.length > 0}
          aria-controls={list}
          aria-activedescendant={chosen && idOf(chosen)}
          aria-autocomplete="list"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          placeholder="Search, or choose a command"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className={styles.close} onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <div id={list} className={styles.list} role="listbox" aria-label="Results">
        {groups.map(({ title, choices: ofGroup }) => (
          <div key={title} role="group" aria-label={title}>
            <p className={styles.title} aria-hidden="true">
              {title}
            </p>
            {ofGroup.map((choice) => (
              // The keyboard's way is the field's; a pointer's is here.
              <div
                key={choice.key}
                id={idOf(choice)}
                role="option"
                className={styles.option}
                aria-selected={choice === chosen}
                onPointerMove={() => setActive(choices.indexOf(choice))}
                onClick={() => run(choice)}
              >
                <span className={styles.label} dir="auto">
                  {choice.label}
                </span>
                {choice.detail !== undefined && <span className={styles.detail}>{choice.detail}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      {found && !found.isWhole && found.hits.length === 0 && (
        <p className={styles.note}>The oldest part of the conversation was not searched yet.</p>
      )}
      <p role="status" className="visually-hidden">
        {found && countOf(found.hits.length, "result")}
      </p>
    </dialog>
  );
}
