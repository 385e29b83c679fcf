/** Why a call of the action server came to nothing. docs/action-author.md has a line on each. */
export type ActionServerCode =
  | "action-server.unreachable"
  | "action-server.cors"
  | "action-server.insecure"
  | "action-server.timeout"
  | "action-server.address"
  | "action-server.unknown-action"
  | "action-server.domain"
  | "action-server.failed"
  | "action-server.refused"
  | "action-server.answer";

/** What went wrong with an action, in words that whoever runs the server can act on; the trace puts its name before them. */
export class ActionServerFault extends Error {
  override readonly name = "ActionServerFault";

  constructor(
    readonly code: ActionServerCode,
    message: string,
  ) {
    super(message);
  }
}
