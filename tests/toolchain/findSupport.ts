import * as fs from "node:fs";
import * as path from "node:path";
import { checkout, lines, run, script, temporary, toolchain, tools } from "./support";

export const versions = Object.fromEntries(
    lines(path.join(toolchain, "versions"))
        .filter((line) => !line.startsWith("#"))
        .map((line) => line.split("=") as [string, string]),
);
export const RELEASE = versions["RELEASE_VERSION"]!;
export const ARCHIVE = `pulumi-v${RELEASE}-${process.platform}-${process.arch}.tar.gz`;
export const PIN = `RELEASE_SHA256_${process.platform}_${process.arch}`;
/** Nothing listens on port 1. */
export const REFUSED = "http://127.0.0.1:1";

export interface Machine {
    cache: string;
    builds: () => string[];
    env: (more?: Record<string, string>) => Record<string, string>;
    find: (more?: Record<string, string>) => ReturnType<typeof run>;
}

/** A machine with an empty cache and no network. Its build makes a stand-in and counts its runs. */
export function machine({
    path: before = [] as string[],
    without = [] as string[],
    build = "",
    root = checkout,
} = {}): Machine {
    const home = temporary("home");
    const cache = path.join(home, ".cache/aws-organization/toolchain");
    const log = path.join(home, "builds");
    const made = `mkdir -p "$1/bin" && printf '#!/bin/sh\\n' >"$1/bin/pulumi" && chmod +x "$1/bin/pulumi"`;
    const builder = script("build", `echo "$1" >>"${log}"\n${build || made}\n`);
    const env = (more: Record<string, string> = {}) => ({
        HOME: home,
        PATH: [...before, tools(without)].join(path.delimiter),
        PULUMI_RELEASES_URL: REFUSED,
        TOOLCHAIN_BUILD: path.join(builder, "build"),
        ...more,
    });
    return {
        cache,
        builds: () => lines(log),
        env,
        find: (more) => run(path.join(root, "toolchain/find"), [], env(more)),
    };
}

export const made = (cache: string) =>
    fs.existsSync(cache) ? fs.readdirSync(cache).filter((name) => /^[0-9a-f]{16}(\.tmp.*)?$/.test(name)) : [];
