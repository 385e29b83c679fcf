import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installDebian } from "./debian";
import { freePort } from "./free-port";
import { until } from "./monitoring";

/** What each site needs of Debian, with a file that each package brings. */
const PHP = {
  "php-cli": "/usr/bin/php",
  "php-mbstring": "/usr/share/php8.2-mbstring",
  "php-xml": "/usr/share/php8.2-xml",
};
const PACKAGES = {
  wordpress: {
    ...PHP,
    ...{ wordpress: "/usr/share/wordpress/wp-load.php", "php-mysql": "/usr/share/php8.2-mysql" },
    "mariadb-server": "/usr/sbin/mariadbd",
  },
  mediawiki: {
    ...PHP,
    ...{ mediawiki: "/usr/share/mediawiki/api.php", "php-sqlite3": "/usr/share/php8.2-sqlite3" },
    "php-intl": "/usr/share/php8.2-intl",
  },
};

/** Installs what is missing; the names of what couldn't be. */
export const installSite = (kind: keyof typeof PACKAGES): string[] => installDebian(PACKAGES[kind]);

/** A site of one's own on loopback, with nothing in it but this test's: PHP's own server over what Debian ships. */
abstract class RealSite {
  protected readonly folder = mkdtempSync(join(tmpdir(), "sotto-site-"));
  protected port = 0;
  private readonly running: ChildProcess[] = [];

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.splice(0).map(ended));
    rmSync(this.folder, { recursive: true, force: true });
  }

  protected run(program: string, args: string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(program, args, { stdio: "ignore", env: { ...process.env, ...env } });
    this.running.push(child);
    return child;
  }

  protected async serve(root: string, env: Record<string, string> = {}): Promise<void> {
    this.run("php", ["-S", `127.0.0.1:${this.port}`, "-t", root], env);
    await until(async () => (await fetch(`${this.address}/`, { redirect: "manual" })).status < 500);
  }
}

export class WordPress extends RealSite {
  private root = "";

  static async start(): Promise<WordPress> {
    const site = new WordPress();
    site.port = await freePort();
    await site.startDatabase();
    site.root = join(site.folder, "wordpress");
    cpSync("/usr/share/wordpress", site.root, { recursive: true, verbatimSymlinks: true });
    rmSync(join(site.root, "wp-config.php"));
    writeFileSync(join(site.root, "wp-config.php"), config(join(site.folder, "mariadb.sock"), site.address));
    site.php(
      "require ABSPATH.'wp-admin/includes/upgrade.php'; wp_install('Intranet & more', 'editor', 'e@example.org', true, '', 'hush');",
      "define('WP_INSTALLING', true);",
    );
    site.php(
      "foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any']) as $p) wp_delete_post($p->ID, true);",
    );
    await site.serve(site.root);
    return site;
  }

  /** Runs PHP inside WordPress; what it prints. */
  php(code: string, before = ""): string {
    const host = `$_SERVER['HTTP_HOST'] = '127.0.0.1:${this.port}';`;
    return execFileSync("php", ["-r", `${before} ${host} require '${this.root}/wp-load.php'; ${code}`], {
      encoding: "utf8",
    });
  }

  /** A new application password of the site's only user. */
  applicationPassword(): string {
    return this.php("echo WP_Application_Passwords::create_new_application_password(1, ['name' => 'Sotto'])[0];");
  }

  /** Its id. */
  write(type: "page" | "post", title: string, html: string, status = "publish"): string {
    const fields = { post_type: type, post_title: title, post_content: html, post_status: status };
    return this.php(`echo wp_insert_post(json_decode('${JSON.stringify(fields)}', true));`);
  }

  change(id: string, html: string): void {
    // A change within the same second has the same time.
    const later =
      "add_filter('wp_insert_post_data', fn($d) => ['post_modified_gmt' => gmdate('Y-m-d H:i:s', time() + 60)] + $d);";
    this.php(`${later} wp_update_post(['ID' => ${id}, 'post_content' => '${html}']);`);
  }

  remove(id: string): void {
    this.php(`wp_delete_post(${id}, true);`);
  }

  private async startDatabase(): Promise<void> {
    const data = join(this.folder, "data");
    const socket = join(this.folder, "mariadb.sock");
    const own = ["--no-defaults", `--datadir=${data}`];
    mkdirSync(data);
    const user = process.getuid?.() === 0 ? ["--user=root"] : [];
    execFileSync("mariadb-install-db", [...own, ...user, "--auth-root-authentication-method=normal"], {
      stdio: "ignore",
    });
    this.run("/usr/sbin/mariadbd", [
      ...own,
      ...user,
      `--socket=${socket}`,
      "--skip-networking",
      "--innodb-flush-log-at-trx-commit=0",
      `--pid-file=${data}/pid`,
    ]);
    await until(async () => existsSync(socket));
    execFileSync("mariadb", ["--no-defaults", `--socket=${socket}`, "-uroot", "-e", "CREATE DATABASE wordpress"]);
  }
}

function config(socket: string, address: string): string {
  return `<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '${address}'); define('WP_SITEURL', '${address}');
define('WP_ENVIRONMENT_TYPE', 'local'); define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;
}

export class MediaWiki extends RealSite {
  private readonly settings = join(this.folder, "LocalSettings.php");

  static async start(): Promise<MediaWiki> {
    const site = new MediaWiki();
    site.port = await freePort();
    const install = ["--dbtype=sqlite", `--dbpath=${site.folder}`, "--scriptpath=", `--server=${site.address}`];
    site.maintain(
      "install",
      [...install, `--confpath=${site.folder}`, "--pass=quite-a-long-one", "Team wiki", "Admin"],
      "",
      false,
    );
    await site.serve("/usr/share/mediawiki", { MW_CONFIG_FILE: site.settings });
    return site;
  }

  write(title: string, text: string): void {
    this.maintain("edit", [title], text);
  }

  remove(title: string): void {
    this.maintain("deleteBatch", [], title);
  }

  private maintain(script: string, args: string[], input = "", isInstalled = true): void {
    const conf = isInstalled ? [`--conf=${this.settings}`] : [];
    const path = `/usr/share/mediawiki/maintenance/${script}.php`;
    execFileSync("php", [path, ...conf, ...args], { input, stdio: ["pipe", "ignore", "pipe"] });
  }
}

function ended(child: ChildProcess): Promise<unknown> {
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  return exit;
}
