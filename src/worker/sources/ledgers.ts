import type { Clock } from "../../engine/environment";
import { formatIso } from "../../engine/time/zone";
import { keptLedger, ledgerId, readLedger, type Ledger } from "../../skills/sources/ledger";
import type { Connector } from "../../storage/connections";
import type { Storage } from "../../storage/storage";

export interface LedgersOptions {
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  clock: Clock;
}

/** What is known of each server that keeps customers, among the answers that are kept. Whoever changes one holds the server's lock. */
export class Ledgers {
  constructor(private readonly options: LedgersOptions) {}

  async of(connector: Connector): Promise<Ledger> {
    return readLedger(await this.options.stored(({ side }) => side.get("answers", ledgerId(connector))));
  }

  async change(connector: Connector, change: (ledger: Ledger) => Ledger): Promise<void> {
    const { stored, clock } = this.options;
    const put = keptLedger(connector, change(await this.of(connector)), formatIso(clock.now(), clock.zone));
    await stored(({ side }) => side.write([{ store: "answers", put }]));
  }
}
