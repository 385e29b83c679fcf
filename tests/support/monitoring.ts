import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, freeze, installDebian } from "./debian";

/** Debian's packages, with the program that each brings. */
const PACKAGES = {
  prometheus: "/usr/bin/prometheus",
  "prometheus-alertmanager": "/usr/bin/prometheus-alertmanager",
  "prometheus-node-exporter": "/usr/bin/prometheus-node-exporter",
};

export const installMonitoring = (): string[] => installDebian(PACKAGES);

/** Each on a port of its own on loopback, with nothing in it but this test's. */
export class Monitoring {
  private readonly folder = mkdtempSync(join(tmpdir(), "sotto-monitoring-"));
  private readonly running = new Map<string, ChildProcess>();
  private ports = { prometheus: 0, alertmanager: 0, node: 0, absent: 0 };

  static async start(): Promise<Monitoring> {
    const monitoring = new Monitoring();
    const [prometheus = 0, alertmanager = 0, node = 0, absent = 0] = await Promise.all([1, 2, 3, 4].map(freePort));
    monitoring.ports = { prometheus, alertmanager, node, absent };
    monitoring.write();
    monitoring.startNode();
    monitoring.startAlertmanager();
    monitoring.startPrometheus();
    return monitoring;
  }

  get prometheus(): string {
    return `http://127.0.0.1:${this.ports.prometheus}`;
  }

  get alertmanager(): string {
    return `http://127.0.0.1:${this.ports.alertmanager}`;
  }

  startPrometheus(): void {
    this.run("prometheus", PACKAGES.prometheus, [
      `--config.file=${join(this.folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(this.folder, "data")}`,
      `--web.listen-address=127.0.0.1:${this.ports.prometheus}`,
    ]);
  }

  startAlertmanager(): void {
    this.run("alertmanager", PACKAGES["prometheus-alertmanager"], [
      `--config.file=${join(this.folder, "alertmanager.yml")}`,
      `--storage.path=${join(this.folder, "alerts")}`,
      `--web.listen-address=127.0.0.1:${this.ports.alertmanager}`,
      "--cluster.listen-address=",
    ]);
  }

  startNode(): void {
    this.run("node", PACKAGES["prometheus-node-exporter"], [`--web.listen-address=127.0.0.1:${this.ports.node}`]);
  }

  /** Starts what was down all along: the target of the job "web". */
  startAbsent(): void {
    this.run("absent", PACKAGES["prometheus-node-exporter"], [`--web.listen-address=127.0.0.1:${this.ports.absent}`]);
  }

  async kill(name: string): Promise<void> {
    const child = this.running.get(name);
    if (!child) return;
    this.running.delete(name);
    await new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGKILL");
    });
  }

  /** Prometheus stops answering without closing its connections. */
  async freeze(name: string): Promise<void> {
    const child = this.running.get(name);
    if (child) await freeze(child);
  }

  thaw(name: string): void {
    this.running.get(name)?.kill("SIGCONT");
  }

  async stop(): Promise<void> {
    for (const name of [...this.running.keys()]) await this.kill(name);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(name: string, program: string, args: string[]): void {
    this.running.set(name, spawn(program, args, { stdio: "ignore" }));
  }

  private write(): void {
    const { alertmanager, node, absent } = this.ports;
    const file = (name: string, text: string) => writeFileSync(join(this.folder, name), text);
    file(
      "prometheus.yml",
      `global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: [rules.yml]
alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:${alertmanager}"]}]}]}
scrape_configs:
- {job_name: database, static_configs: [{targets: ["127.0.0.1:${node}"]}]}
- {job_name: web, static_configs: [{targets: ["127.0.0.1:${absent}"]}]}
`,
    );
    file(
      "rules.yml",
      `groups:
- name: test
  rules:
  - {alert: WebDown, expr: up == 0, labels: {severity: critical}, annotations: {summary: "The web server is down"}}
`,
    );
    file(
      "alertmanager.yml",
      "route: {receiver: nobody, group_wait: 1s, group_interval: 1s}\nreceivers: [{name: nobody}]\nglobal: {resolve_timeout: 2s}\n",
    );
  }
}

/** Resolves as soon as it holds; asked again and again for up to a minute. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > end) throw new Error(`waited a minute for ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
