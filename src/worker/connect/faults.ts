import { isMixedContent, isThisDevice, reasonOf } from "../../engine/reach";
import { ConnectFault } from "../../skills/connect-fault";
import type { Connector } from "../../storage/connections";

/** The connector as a fault names it: "Office (prometheus.example.org)". */
export function named({ name, address }: Connector): string {
  return `${name} (${new URL(address).host})`;
}

/** What a status other than 2xx means. */
export function statusFault(
  connector: Connector,
  status: number,
  text: string,
  retryAfter: number | null,
): ConnectFault {
  const who = named(connector);
  if (status === 0 || (status >= 300 && status < 400))
    return new ConnectFault(
      "connect.redirect",
      `${who} sends requests on to another address, and nothing was sent there.`,
      "Write the address that it answers at itself in Settings, under Connections.",
    );
  switch (status) {
    case 401:
      return new ConnectFault(
        "connect.login",
        `${who} doesn’t take the login (401).`,
        "Check the login in Settings, under Connections: it may be missing, mistyped or expired.",
      );
    case 403:
      return new ConnectFault(
        "connect.forbidden",
        `${who} knows who asks, and doesn’t allow this (403).`,
        "Ask whoever runs it for the right to do this.",
      );
    case 404:
    case 410:
      return new ConnectFault(
        "connect.missing",
        `${who} has nothing at that address (${status}).`,
        "Check the address in Settings, under Connections: a folder may be missing at its end.",
      );
    case 429:
      return new ConnectFault(
        "connect.busy",
        `${who} was asked too often (429).`,
        retryAfter === null ? "Try again in a while." : `It wants to be asked again in ${waitInWords(retryAfter)}.`,
        retryAfter,
      );
  }
  const said = excerpt(text);
  if (status >= 500)
    return new ConnectFault(
      "connect.broken",
      `${who} has a fault of its own (${status}${said}).`,
      "Try again later; its log says what broke.",
      retryAfter,
    );
  return new ConnectFault(
    "connect.refused",
    `${who} refuses this (${status}${said}).`,
    "It names the reason; the address or the request may not be what it expects.",
  );
}

/** Faults of TLS as Node names them. A browser doesn't tell them from a server that isn't there. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/;

/** What it means that no answer came; `isThere` whether something answers that the page may not read. */
export function networkFault(
  connector: Connector,
  error: unknown,
  host: { origin: string | null; isOnline: boolean; isThere: boolean },
): ConnectFault {
  const who = named(connector);
  const { protocol } = new URL(connector.address);
  const reason = reasonOf(error);
  if (host.isThere)
    return new ConnectFault(
      "connect.cors",
      `${who} answers, but doesn’t let this page read it.`,
      `Have it send “Access-Control-Allow-Origin: ${host.origin}”, or put it behind the same address as this page (deployment/ has examples).`,
    );
  if (!host.isOnline && !isThisDevice(connector.address))
    return new ConnectFault("connect.offline", "This device has no network now.", "Try again when it is back.");
  if (CERTIFICATE.test(reason))
    return new ConnectFault(
      "connect.certificate",
      `${who} has a certificate that isn’t trusted here (${reason}).`,
      "Give it one that is, or have this device trust the one that issued it.",
    );
  const certificate =
    protocol === "https:" ? " Opened in a tab of its own, the address shows whether its certificate is trusted." : "";
  return new ConnectFault(
    "connect.unreachable",
    `${who} can’t be reached.`,
    `Is it running, and is the address right?${certificate}`,
  );
}

/** Refused by the browser or the operator before anything is sent; null where nothing speaks against it. */
export function forbiddenFault(connector: Connector, origin: string | null, isAllowed: boolean): ConnectFault | null {
  if (!isAllowed)
    return new ConnectFault(
      "connect.not-allowed",
      `This page may not connect to ${new URL(connector.address).origin}: whoever put it up allows other addresses only.`,
      "Ask them to name it under `connectors:` in endpoints.yml.",
    );
  if (origin !== null && isMixedContent(connector.address, origin))
    return new ConnectFault(
      "connect.insecure",
      `${named(connector)} is on http, and this page on https: browsers refuse that.`,
      "Give it a certificate and write https, or put it behind the same address as this page (deployment/ has examples).",
    );
  return null;
}

function waitInWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

function excerpt(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  return line === "" || line.startsWith("<") ? "" : `: “${line.slice(0, 160)}${line.length > 160 ? "…" : ""}”`;
}
