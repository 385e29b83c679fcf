import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, freeze, installDebian } from "./debian";
import { until } from "./monitoring";

const SERVER = "/usr/share/request-tracker5/libexec/rt-server";
const SETUP = "/usr/sbin/rt-setup-database-5";
/** Debian's packages, with a file that each brings. */
const PACKAGES = {
  "request-tracker5": SETUP,
  "rt5-standalone": SERVER,
  "rt5-db-sqlite": "/usr/share/doc/rt5-db-sqlite",
};

/** Installs them where they are missing; the names of those that couldn't be. */
export function installRequestTracker(): string[] {
  return installDebian(PACKAGES);
}

/** On a port of its own on loopback, with a database of its own in a file; its mail goes into files. */
export class RequestTracker {
  private readonly folder = mkdtempSync(join(tmpdir(), "sotto-rt-"));
  private child: ChildProcess | null = null;

  private constructor(private readonly port: number) {}

  static async start(): Promise<RequestTracker> {
    const tracker = new RequestTracker(await freePort());
    tracker.write();
    execFileSync(SETUP, ["--action", "init", "--skip-create", "--force"], { env: tracker.env, stdio: "ignore" });
    await tracker.run();
    return tracker;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What Debian's sets up: its only user. */
  readonly login = { user: "root", password: "password" };

  get authorization(): string {
    return `Basic ${btoa(`${this.login.user}:${this.login.password}`)}`;
  }

  async run(): Promise<void> {
    const args = ["--server", "HTTP::Server::PSGI", "--host", "127.0.0.1", "--port", String(this.port)];
    this.child = spawn(SERVER, args, { env: this.env, stdio: "ignore" });
    await until(async () => (await this.ask("GET", "/rt")) !== null);
  }

  /** Asks its REST2 as an agent's own program would. */
  async ask(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { Authorization: this.authorization, "Content-Type": "application/json" };
    const sent = body && { body: JSON.stringify(body) };
    return (await fetch(`${this.address}/REST/2.0${path}`, { method, headers, ...sent })).json();
  }

  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child) return;
    await new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGKILL");
    });
  }

  /** It stops answering without closing its connections. */
  async freeze(): Promise<void> {
    if (this.child) await freeze(this.child);
  }

  thaw(): void {
    this.child?.kill("SIGCONT");
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get env() {
    return {
      ...process.env,
      RT_SITE_CONFIG: join(this.folder, "RT_SiteConfig.pm"),
      RT_SITE_CONFIG_DIR: join(this.folder, "empty"),
    };
  }

  private write(): void {
    for (const name of ["empty", "mason", "session"]) mkdirSync(join(this.folder, name));
    const at = (name: string) => join(this.folder, name);
    writeFileSync(
      at("RT_SiteConfig.pm"),
      `Set($rtname, 'test'); Set($Organization, 'test');
Set($WebDomain, '127.0.0.1'); Set($WebPort, ${this.port}); Set($WebPath, '');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, '${at("rt.sqlite")}');
Set($MailCommand, 'testfile'); Set($LogToSyslog, undef); Set($LogToSTDERR, 'critical'); Set($LogDir, '${this.folder}');
Set($MasonDataDir, '${at("mason")}'); Set($MasonSessionDir, '${at("session")}'); Set($WebSessionClass, 'Apache::Session::File');
1;
`,
    );
  }
}
