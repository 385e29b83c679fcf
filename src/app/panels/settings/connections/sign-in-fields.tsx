import { Fragment } from "react";
import type { Secret } from "../../../../worker/protocol";
import panel from "../../panel.module.css";

export interface SignIn {
  scheme: Secret["scheme"] | null;
  /** By the field's key. */
  texts: Record<string, string>;
}

const SCHEMES: Record<
  Secret["scheme"],
  { title: string; fields: { key: string; label: string; isSecret: boolean }[] }
> = {
  basic: {
    title: "User and password",
    fields: [
      { key: "user", label: "User", isSecret: false },
      { key: "password", label: "Password", isSecret: true },
    ],
  },
  bearer: { title: "Token", fields: [{ key: "token", label: "Token", isSecret: true }] },
  header: {
    title: "Header with a key",
    fields: [
      { key: "header", label: "Header", isSecret: false },
      { key: "value", label: "Key", isSecret: true },
    ],
  },
};

/** The login that the fields hold; null where there is none, or not all of it. */
export function secretOf({ scheme, texts }: SignIn): Secret | null {
  if (scheme === null || SCHEMES[scheme].fields.some(({ key }) => !texts[key])) return null;
  // The fields are those of the scheme.
  return { scheme, ...texts } as Secret;
}

interface Props {
  id: string;
  /** Those that the kind of server takes. */
  schemes: readonly Secret["scheme"][];
  /** Whether a login is in the vault already. */
  isKept: boolean;
  value: SignIn;
  onChange: (value: SignIn) => void;
}

export function SignInFields({ id, schemes, isKept, value, onChange }: Props) {
  const { scheme, texts } = value;
  return (
    <>
      <label htmlFor={`${id}-sign-in`}>Login</label>
      <select
        id={`${id}-sign-in`}
        className={panel.field}
        value={scheme ?? ""}
        onChange={({ target }) => onChange({ scheme: schemes.find((one) => one === target.value) ?? null, texts: {} })}
      >
        <option value="">None</option>
        {schemes.map((one) => (
          <option key={one} value={one}>
            {SCHEMES[one].title}
          </option>
        ))}
      </select>
      {scheme !== null &&
        SCHEMES[scheme].fields.map(({ key, label, isSecret }) => (
          <Fragment key={key}>
            <label htmlFor={`${id}-${key}`}>{label}</label>
            <input
              id={`${id}-${key}`}
              type={isSecret ? "password" : "text"}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              className={panel.field}
              placeholder={isKept ? "Kept in the vault" : undefined}
              required={!isKept}
              value={texts[key] ?? ""}
              onChange={({ target }) => onChange({ scheme, texts: { ...texts, [key]: target.value } })}
            />
          </Fragment>
        ))}
    </>
  );
}
