export type BackupFaultCode =
  /** The file is something else. */
  | "backup.unknown"
  /** Written by a newer Sotto. */
  | "backup.version"
  /** It wants a passphrase. */
  | "backup.sealed"
  /** It doesn't open with this passphrase; a sealed file that was damaged looks the same. */
  | "backup.passphrase";

/** Why nothing of a file could be taken in. */
export class BackupFault extends Error {
  override readonly name = "BackupFault";

  constructor(
    readonly code: BackupFaultCode,
    message: string,
  ) {
    super(message);
  }
}
