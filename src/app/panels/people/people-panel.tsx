import { useEffect, useRef, useState } from "react";
import { address } from "../../navigation/address";
import { useStore } from "../../session/store";
import { Done, useDone } from "../done";
import { Heading } from "../heading";
import type { PanelProps } from "../panel-props";
import { PeopleList } from "./people-list";
import styles from "./people-panel.module.css";
import { PersonForm } from "./person-form";
import { PersonView } from "./person-view";

/** What stands beside the list, or in its place where there is no room for both. */
type View = { kind: "list" } | { kind: "person"; id: string } | { kind: "edit"; id: string | null };

/** The people the user knows: found, read, added, changed, deleted, and taken from and to files. */
export function PeoplePanel(props: PanelProps) {
  const [opened] = useStore(address).path;
  return <People key={opened ?? ""} {...props} opened={opened} />;
}

/** `opened` is the person that the address names. */
function People({ act, useRecords, opened }: PanelProps & { opened: string | undefined }) {
  const people = useRecords("people");
  const [view, setView] = useState<View>(opened === undefined ? { kind: "list" } : { kind: "person", id: opened });
  const [status, setStatus] = useState("");
  const done = useDone();
  const list = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLDivElement>(null);
  const person = view.kind === "list" ? undefined : people?.find(({ id }) => id === view.id);
  // Deleted by words or in another tab: there is nothing left to show.
  const isGone = people !== undefined && view.kind !== "list" && view.id !== null && !person;
  const shown: View = isGone ? { kind: "list" } : view;

  const focusOn = useRef<"list" | "detail" | null>(null);
  useEffect(() => {
    // Where the keyboard was is no longer shown; it goes on at what has come in its place.
    const target = focusOn.current === "list" ? list.current : focusOn.current === "detail" ? detail.current : null;
    focusOn.current = null;
    target?.focus();
  }, [view]);

  function show(next: View) {
    focusOn.current = next.kind === "list" ? "list" : "detail";
    setView(next);
  }

  return (
    <div className={styles.panel}>
      <Heading title="People" />
      <p className={styles.status} role="status">
        {status}
      </p>
      <div className={styles.columns} data-detail={shown.kind !== "list"}>
        <div ref={list} className={styles.list} tabIndex={-1} role="group" aria-label="All people">
          <PeopleList
            people={people}
            selected={person?.id ?? null}
            act={act}
            onOpen={(id) => show({ kind: "person", id })}
            onAdd={() => show({ kind: "edit", id: null })}
            onStatus={setStatus}
          />
        </div>
        {shown.kind !== "list" && (
          <div
            ref={detail}
            className={styles.detail}
            tabIndex={-1}
            role="group"
            aria-label={person?.name ?? "New person"}
          >
            {shown.kind === "edit" ? (
              <PersonForm
                key={shown.id ?? "new"}
                person={person ?? null}
                act={act}
                onSaved={(name, sent) => {
                  show(person ? { kind: "person", id: person.id } : { kind: "list" });
                  done.tell(`Saved ${name}.`, sent);
                }}
                onCancel={() => show(person ? { kind: "person", id: person.id } : { kind: "list" })}
              />
            ) : (
              person && (
                <PersonView
                  key={person.id}
                  person={person}
                  act={act}
                  useRecords={useRecords}
                  onEdit={() => show({ kind: "edit", id: person.id })}
                  onDeleted={(sent) => {
                    show({ kind: "list" });
                    done.tell(`Deleted ${person.name}.`, sent);
                  }}
                  onClose={() => show({ kind: "list" })}
                />
              )
            )}
          </div>
        )}
      </div>
      <Done {...done} act={act} />
    </div>
  );
}
