import os from "node:os";
import path from "node:path";

/** A folder for answers that are kept on this machine. */
export function cacheFolder(name: string, environment: NodeJS.ProcessEnv = process.env): string {
    const { XDG_CACHE_HOME } = environment;
    // The specification says to ignore a relative path.
    const base = XDG_CACHE_HOME && path.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : path.join(os.homedir(), ".cache");
    return path.join(base, "aws-organization", name);
}
