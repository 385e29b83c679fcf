import { useId, useState, type SubmitEvent } from "react";
import { KINDS, kindOf, readAddress, readDescription } from "../../../../skills/for-panels";
import type { Connector, Secret, Tested, VaultStatus } from "../../../../worker/protocol";
import { faultOf } from "../../../session/fault-of";
import { useSession } from "../../../session/session-context";
import type { PanelProps } from "../../panel-props";
import panel from "../../panel.module.css";
import styles from "../settings.module.css";
import form from "./connections.module.css";
import { secretOf, SignInFields, type SignIn } from "./sign-in-fields";
import { openVault } from "./use-vault";

interface Props extends Pick<PanelProps, "act"> {
  /** Null for a new one. */
  connector: Connector | null;
  vault: VaultStatus | null;
  onClose: () => void;
}

/** Adds a server, or changes what is known of one. The login goes to the vault alone. */
export function ConnectorForm({ connector, vault, act, onClose }: Props) {
  const session = useSession();
  const id = useId();
  const [ownId] = useState(() => connector?.id ?? crypto.randomUUID());
  const [kind, setKind] = useState(connector?.kind ?? "prometheus");
  const [name, setName] = useState(connector?.name ?? "");
  const [address, setAddress] = useState(connector?.address ?? "");
  const [description, setDescription] = useState(() => descriptionIn(connector));
  const [signIn, setSignIn] = useState<SignIn>({ scheme: schemeOf(connector), texts: {} });
  const [passphrase, setPassphrase] = useState("");
  const [said, setSaid] = useState("");
  const [isBusy, setBusy] = useState(false);
  const known = kindOf({ kind });
  const secret = secretOf(signIn);
  const needsVault = secret !== null && vault?.state !== "open";

  /** What the fields say; null, with the reason said, where they don't say enough. */
  function filledIn(): Connector | null {
    const whole = readAddress(address);
    if (whole === null)
      setSaid("That is no address of a server. Write it like " + (known?.example ?? "https://example.org"));
    if (whole === null) return null;
    const described = known?.isDescribed ? readDescription(description) : null;
    if (described && "fault" in described) {
      setSaid(described.fault);
      return null;
    }
    return {
      id: ownId,
      kind,
      name: name.trim() === "" ? (known?.title ?? kind) : name.trim(),
      address: whole,
      settings: { ...connector?.settings, ...described, signIn: signIn.scheme },
      created: connector?.created ?? new Date().toISOString(),
    };
  }

  async function during(work: (filled: Connector) => Promise<string>) {
    const filled = filledIn();
    if (!filled) return;
    setBusy(true);
    setSaid("Working…");
    setSaid(await work(filled).catch((error: unknown) => faultOf(error).message));
    setBusy(false);
  }

  const test = () =>
    during(async (filled) => inWords(await session.ask("testConnector", { connector: filled, secret })));

  function save(event: SubmitEvent) {
    event.preventDefault();
    void during(async (filled) => {
      const fault = needsVault ? await openVault(session.ask, passphrase) : null;
      if (fault !== null) return fault;
      if (secret) await session.ask("vault", { order: "secret", connector: ownId, secret });
      act(`/save_connector${JSON.stringify({ connector: filled })}`, { quiet: true });
      onClose();
      return "";
    });
  }

  return (
    <form className={form.form} aria-label={connector ? `Edit ${connector.name}` : "Connect a server"} onSubmit={save}>
      <label htmlFor={`${id}-kind`}>What it is</label>
      <select id={`${id}-kind`} className={panel.field} value={kind} onChange={({ target }) => setKind(target.value)}>
        {Object.entries(KINDS).map(([value, { title }]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
      {known && <p>{known.about}</p>}
      <label htmlFor={`${id}-address`}>Address</label>
      <input
        id={`${id}-address`}
        className={panel.field}
        inputMode="url"
        autoCapitalize="off"
        spellCheck={false}
        required
        placeholder={known?.example}
        value={address}
        onChange={({ target }) => setAddress(target.value)}
      />
      <label htmlFor={`${id}-name`}>Name</label>
      <input
        id={`${id}-name`}
        className={panel.field}
        placeholder={known?.title}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      {known?.isDescribed && (
        <>
          <label htmlFor={`${id}-description`}>Description</label>
          <textarea
            id={`${id}-description`}
            className={`${panel.field} ${form.description}`}
            rows={8}
            spellCheck={false}
            autoCapitalize="off"
            required
            value={description}
            onChange={({ target }) => setDescription(target.value)}
          />
          <p>JSON: what is asked of it, and JSONata that makes customers of its answers.</p>
        </>
      )}
      <SignInFields
        id={id}
        schemes={known?.signIn ?? []}
        isKept={isKept(vault, ownId)}
        value={signIn}
        onChange={setSignIn}
      />
      {needsVault && (
        <>
          <label htmlFor={`${id}-passphrase`}>
            {vault?.state === "none" ? "A passphrase for the vault that locks logins" : "Passphrase of the vault"}
          </label>
          <input
            id={`${id}-passphrase`}
            type="password"
            autoComplete={vault?.state === "none" ? "new-password" : "current-password"}
            className={panel.field}
            required
            minLength={8}
            value={passphrase}
            onChange={({ target }) => setPassphrase(target.value)}
          />
          {vault?.state === "none" && <p>At least 8 characters. Nobody can bring it back.</p>}
        </>
      )}
      <div className={styles.actions}>
        <button className={styles.action} disabled={isBusy}>
          Save
        </button>
        <button type="button" className={styles.action} disabled={isBusy} onClick={() => void test()}>
          Test it
        </button>
        <button type="button" className={styles.action} onClick={onClose}>
          Cancel
        </button>
      </div>
      <p role="status">{said}</p>
    </form>
  );
}

function schemeOf(connector: Connector | null): Secret["scheme"] | null {
  const scheme = connector?.settings["signIn"];
  return scheme === "basic" || scheme === "bearer" || scheme === "header" ? scheme : null;
}

function descriptionIn(connector: Connector | null): string {
  const description = connector?.settings["description"];
  return description === undefined ? "" : JSON.stringify(description, null, 2);
}

function isKept(vault: VaultStatus | null, id: string): boolean {
  return vault?.state === "open" && vault.connectors.includes(id);
}

function inWords(tested: Tested): string {
  return "found" in tested ? `It works. ${tested.found}.` : `${tested.fault} ${tested.remedy}`;
}
