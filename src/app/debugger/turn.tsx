import { useState } from "react";
import type { DebugStep, DebugTurn, JsonObject } from "../../worker/protocol";
import { useSession } from "../session/session-context";
import styles from "./debugger.module.css";
import { saveFile } from "../../skills/save-file";

const percent = (share: number): string => `${(share * 100).toFixed(share > 0.995 || share < 0.005 ? 1 : 0)} %`;

/** One message, how it was understood, and step by step what came of it. */
export function Turn({ turn }: { turn: DebugTurn }) {
  const { text, intents, entities, outOfScope, steps, notes, seq } = turn;
  return (
    <li className={styles.turn}>
      <p className={styles.said}>{text}</p>
      <ul className={styles.intents} aria-label="Intents">
        {intents.map(({ name, confidence }) => (
          <li key={name}>
            <meter min={0} max={1} value={confidence} aria-hidden="true" />
            <span>{name}</span>
            <span className={styles.number}>{percent(confidence)}</span>
          </li>
        ))}
      </ul>
      {outOfScope !== null && (
        <p className={styles.quiet}>Looks stranger than {percent(outOfScope)} of what is known.</p>
      )}
      {entities.length > 0 && (
        <ul className={styles.entities} aria-label="Entities">
          {entities.map(({ entity, value, role, group, extractor, confidence }, index) => (
            <li key={index}>
              <b>{[entity, role, group].filter(Boolean).join(" · ")}</b> {inWords(value)}
              <span className={styles.quiet}>
                {" "}
                {extractor}
                {confidence !== undefined && ` ${percent(confidence)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <ol className={styles.steps} aria-label="What came of it">
        {steps.map((step, index) => (
          <Step key={index} step={step} />
        ))}
      </ol>
      {notes?.problems.map(({ code, message }) => (
        <p key={code + message} className={styles.problem}>
          {code} {message}
        </p>
      ))}
      {notes && notes.slots.length > 0 && (
        <details>
          <summary>Why slots were filled or not</summary>
          <dl className={styles.why}>
            {notes.slots.map(({ name, why }) => (
              <div key={name}>
                <dt>{name}</dt>
                {why.map((line) => (
                  <dd key={line}>{line}</dd>
                ))}
              </div>
            ))}
          </dl>
        </details>
      )}
      <SaveButtons until={seq} />
    </li>
  );
}

function Step({ step }: { step: DebugStep }) {
  if (step.kind === "event") {
    return (
      <li className={styles.event}>
        <Event name={step.name} detail={step.detail} />
      </li>
    );
  }
  const { name, policy, confidence, source } = step;
  return (
    <li>
      <b>{name}</b>
      {policy !== null && (
        <span className={styles.quiet}>
          {" "}
          {policy}
          {confidence !== null && ` ${percent(confidence)}`}
          {source !== null && `, ${source}`}
        </span>
      )}
    </li>
  );
}

/** The usual ones in short, with all that they carry to unfold. */
function Event({ name, detail }: { name: string; detail: JsonObject }) {
  const short =
    name === "slot"
      ? `slot ${inWords(detail["name"])} = ${inWords(detail["value"])}`
      : name === "bot"
        ? `says “${inWords(detail["text"])}”`
        : name === "active_loop"
          ? detail["name"] === null
            ? "the form ends"
            : `form ${inWords(detail["name"])} begins`
          : name;
  return (
    <details>
      <summary>{short}</summary>
      <code>{JSON.stringify(detail, null, 1)}</code>
    </details>
  );
}

/** The session up to here, as a file for the project. */
function SaveButtons({ until }: { until: number }) {
  const session = useSession();
  const [said, setSaid] = useState("");

  async function save(kind: "story" | "test") {
    const name = `session until event ${until}`;
    try {
      const yaml = await session.story({ until, kind, name });
      if (yaml === null) return setSaid("There is nothing to tell yet.");
      const file = kind === "test" ? `test_session_${until}.yml` : `session_${until}.yml`;
      saveFile(file, yaml, "application/yaml");
      setSaid(`Saved as ${file}.`);
    } catch {
      setSaid("That couldn’t be saved.");
    }
  }

  return (
    <p className={styles.save}>
      <button type="button" onClick={() => void save("story")}>
        Save as story
      </button>
      <button type="button" onClick={() => void save("test")}>
        Save as test
      </button>
      <span role="status">{said}</span>
    </p>
  );
}

function inWords(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
