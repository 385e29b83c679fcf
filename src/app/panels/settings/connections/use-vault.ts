import { useEffect, useState } from "react";
import type { VaultStatus } from "../../../../worker/protocol";
import { useSession } from "../../../session/session-context";
import { useStore } from "../../../session/store";

/** Hook: how the vault is, kept up to date; null until that is known. */
export function useVault(): VaultStatus | null {
  const session = useSession();
  const told = useStore(session.state).vault;
  const [asked, setAsked] = useState<VaultStatus | null>(null);
  useEffect(() => {
    void session.ask("vault", { order: "status" }).then(
      (status) => typeof status === "object" && setAsked(status),
      () => undefined,
    );
  }, [session]);
  return told ?? asked;
}

/** Opens the vault, or makes it; says what went wrong, or null. */
export async function openVault(ask: ReturnType<typeof useSession>["ask"], passphrase: string): Promise<string | null> {
  return saidOf(await ask("vault", { order: "open", passphrase }));
}

/** What is wrong with a passphrase that was given, or null. */
export function saidOf(status: VaultStatus | "wrong" | "wait"): string | null {
  if (status === "wrong") return "This isn’t the vault’s passphrase.";
  if (status === "wait") return "Too many wrong passphrases. Wait a moment, then try again.";
  return null;
}
