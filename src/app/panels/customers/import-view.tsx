import { useRef, useState, type ChangeEvent } from "react";
import type { ImportedFile, ImportOrder } from "../../../worker/protocol";
import { hrefTo } from "../../navigation/address";
import { faultOf } from "../../session/fault-of";
import { useSession } from "../../session/session-context";
import { useStore } from "../../session/store";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import form from "../form.module.css";
import styles from "./customers-panel.module.css";
import type { ViewProps } from "./customers-panel";
import { ImportMapping, type Previewed } from "./import-mapping";
import { ImportResult } from "./import-result";

/** Tickets and customers of nobody, to try things with. */
const SAMPLE = "samples/customers.csv";

type Step =
  | { at: "choose"; told: string }
  | { at: "map"; previewed: Previewed }
  | { at: "running"; name: string }
  | { at: "told"; name: string; result: Exclude<ImportedFile, { refused: string }> };

/** Takes in a file: chosen, looked at, each column said what it is, read, and told what came of it. */
export function ImportView({ act, done }: ViewProps) {
  const session = useSession();
  const rows = useStore(session.importedRows);
  const chooser = useRef<HTMLInputElement>(null);
  const [step, setStep] = useState<Step>({ at: "choose", told: "" });

  async function open(name: string, file: Blob) {
    const preview = await session.ask("previewCustomers", { name, file }).catch((error: unknown) => ({
      refused: faultOf(error).message,
    }));
    if ("refused" in preview) setStep({ at: "choose", told: `${name}: ${preview.refused}` });
    else setStep({ at: "map", previewed: { name, file, ...preview } });
  }

  function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? [];
    // The same file may be chosen again.
    target.value = "";
    if (file) void open(file.name, file);
  }

  async function openSample() {
    const response = await fetch(SAMPLE).catch(() => null);
    if (response?.ok) await open("sample.csv", await response.blob());
    else setStep({ at: "choose", told: "The sample isn’t on this device yet." });
  }

  async function run(order: ImportOrder) {
    session.importedRows.set(0);
    setStep({ at: "running", name: order.name });
    const result = await session.ask("importCustomers", order).catch((error: unknown) => ({
      refused: faultOf(error).message,
    }));
    if ("refused" in result) setStep({ at: "choose", told: result.refused });
    else setStep({ at: "told", name: order.name, result });
  }

  function undo() {
    act("/undo", { title: `Undo the import` });
    done.dismiss();
    setStep({ at: "choose", told: "The conversation tells what was taken back." });
  }

  return (
    <>
      <Heading title="Import customers" back={{ href: hrefTo("customers"), label: "All customers" }} />
      {step.at === "choose" && (
        <>
          <p className={panel.sub}>
            A CSV, JSON or vCard file of customers, of their cases, or of what was said with them. Nothing is kept
            before you have seen what is made of it, and all of it can be undone at once.
          </p>
          <div className={styles.ways}>
            <button type="button" className={panel.primary} onClick={() => chooser.current?.click()}>
              Choose a file
            </button>
            <button type="button" className={panel.button} onClick={() => void openSample()}>
              Try a sample
            </button>
          </div>
          <input
            ref={chooser}
            type="file"
            accept=".csv,.tsv,.txt,.json,.vcf,.vcard,text/csv,application/json,text/vcard"
            hidden
            aria-label="File of customers"
            onChange={choose}
          />
          <p className={styles.told} role="status">
            {step.told}
          </p>
        </>
      )}
      {step.at === "map" && (
        <ImportMapping
          previewed={step.previewed}
          onImport={(order) => void run(order)}
          onCancel={() => setStep({ at: "choose", told: "" })}
        />
      )}
      {step.at === "running" && (
        <div className={form.sheet}>
          <p role="status">
            Reading {step.name}: {rows.toLocaleString("en-GB")} rows so far.
          </p>
          <progress className={styles.progress} aria-label={`Reading ${step.name}`} />
          <div>
            <button type="button" className={panel.button} onClick={() => void session.ask("cancelImport", null)}>
              Stop
            </button>
          </div>
        </div>
      )}
      {step.at === "told" && <ImportResult name={step.name} result={step.result} onUndo={undo} />}
    </>
  );
}
