import * as path from "node:path";

/** Who calls AWS when a command runs: `preview`, `up`, `destroy`, `org close`. Empty if the command calls nothing. */
export function callerOf([first = "", second = ""]: readonly string[]): string {
    if (path.basename(first) === "org.cjs") return `org ${second}`;
    if (path.basename(first) === "up.cjs") return "up";
    const callers: Record<string, string> = {
        preview: "preview",
        up: "up",
        refresh: "up",
        import: "up",
        destroy: "destroy",
    };
    return Object.hasOwn(callers, first) ? (callers[first] ?? "") : "";
}
