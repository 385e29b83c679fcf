import { useRef, useState, type ChangeEvent } from "react";
import { countOf } from "../../../skills/for-knowledge-panel";
import type { DocumentFile, ImportedDocuments } from "../../../worker/protocol";
import { hrefTo } from "../../navigation/address";
import { faultOf } from "../../session/fault-of";
import { useSession } from "../../session/session-context";
import { useStore } from "../../session/store";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import styles from "./knowledge-panel.module.css";
import { SiteList } from "./site-list";
import type { ViewProps } from "./view-props";

/** `fault`: what ended the reading of a site before its end. */
type Told = ImportedDocuments & { fault?: string | null };

type Step = { at: "choose"; told: string } | { at: "running" } | { at: "told"; result: Told };

/** Takes documents in: files, a folder or a zip are chosen, read one by one, and told what came of each. */
export function ImportView({ act }: ViewProps) {
  const session = useSession();
  const progress = useStore(session.importedDocuments);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [step, setStep] = useState<Step>({ at: "choose", told: "" });

  function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const chosen = [...(target.files ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
    // The same files may be chosen again.
    target.value = "";
    if (chosen.length > 0) void run(chosen);
  }

  const run = (chosen: DocumentFile[]) => during(() => session.ask("importDocuments", { files: chosen }));

  async function during(work: () => Promise<Told>) {
    session.importedDocuments.set(null);
    setStep({ at: "running" });
    try {
      setStep({ at: "told", result: await work() });
    } catch (error) {
      setStep({ at: "choose", told: faultOf(error).message });
    }
  }

  function undo(journal: string) {
    act(`/undo${JSON.stringify({ id: journal })}`, { title: "Undo the import" });
    setStep({ at: "choose", told: "The conversation tells what was taken back." });
  }

  return (
    <>
      <Heading title="Import documents" back={{ href: hrefTo("knowledge"), label: "All documents" }} />
      {step.at === "choose" && (
        <>
          <p className={panel.sub}>
            Markdown, HTML, plain text, PDF and Word files, a folder or a zip of them. They are read on this device and
            stay here; questions in the chat are answered from them. What was imported before and hasn’t changed stays
            as it is.
          </p>
          <div className={panel.buttons}>
            <button type="button" className={panel.primary} onClick={() => files.current?.click()}>
              Choose files
            </button>
            <button type="button" className={panel.button} onClick={() => folder.current?.click()}>
              Choose a folder
            </button>
          </div>
          <input
            ref={files}
            type="file"
            multiple
            accept=".md,.markdown,.html,.htm,.txt,.pdf,.docx,.zip"
            hidden
            aria-label="Documents"
            onChange={choose}
          />
          <input
            ref={folder}
            type="file"
            multiple
            hidden
            aria-label="A folder of documents"
            onChange={choose}
            {...{ webkitdirectory: "" }}
          />
          <SiteList onRead={({ id }) => void during(() => session.ask("readSite", { connector: id }))} />
          <p className={styles.told} role="status">
            {step.told}
          </p>
        </>
      )}
      {step.at === "running" && (
        <div className={styles.running}>
          <p role="status">
            {progress ? `Reading ${progress.name}: ${progress.done} of ${progress.total} done.` : "Reading…"}
          </p>
          <progress aria-label="Import" max={progress?.total ?? 1} value={progress?.done ?? 0} />
          <div>
            <button type="button" className={panel.button} onClick={() => void session.ask("cancelDocuments", null)}>
              Stop
            </button>
          </div>
        </div>
      )}
      {step.at === "told" && (
        <Result result={step.result} onUndo={undo} onMore={() => setStep({ at: "choose", told: "" })} />
      )}
    </>
  );
}

/** So many titles are named. */
const NAMED = 5;

function namedOf(titles: readonly string[]): string {
  return `${titles.slice(0, NAMED).join(", ")}${titles.length > NAMED ? ", …" : ""}`;
}

function Result({
  result: { added, changed, same, retired, failed, isCancelled, journal, fault = null },
  onUndo,
  onMore,
}: {
  result: Told;
  onUndo: (journal: string) => void;
  onMore: () => void;
}) {
  const said = [
    `${countOf(added, "document")} added`,
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(same > 0 ? [`${same} unchanged`] : []),
    ...(retired.length > 0 ? [`${retired.length} retired, as the site no longer has them: ${namedOf(retired)}`] : []),
    ...(failed.length > 0 ? [`${failed.length} not taken in`] : []),
  ];
  return (
    <>
      <p className={styles.told} role="status">
        {isCancelled && "Stopped; what was read before is kept. "}
        {said.join(", ")}.{isCancelled && " Import the same again to go on."}
      </p>
      {fault !== null && <p className={styles.warning}>It ended too early. {fault} What was read before stays.</p>}
      {failed.length > 0 && (
        <section className={panel.group} aria-label="Not taken in">
          <div className={panel.groupHead}>
            <h3 className={panel.groupTitle}>Not taken in</h3>
          </div>
          <ul className={panel.rows}>
            {failed.map(({ name, why }) => (
              <li key={name} className={panel.row}>
                <span className={panel.words}>
                  <span className={panel.title}>{name}</span>
                  <span className={panel.detail}>{why}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={panel.buttons}>
        <a className={panel.primary} href={hrefTo("knowledge")}>
          See all documents
        </a>
        {journal !== null && (
          <button type="button" className={panel.button} onClick={() => onUndo(journal)}>
            Undo the import
          </button>
        )}
        <button type="button" className={panel.button} onClick={onMore}>
          Import more
        </button>
      </div>
    </>
  );
}
