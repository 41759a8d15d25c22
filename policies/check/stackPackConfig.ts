import * as fs from "node:fs";
import * as path from "node:path";
import type { EnforcementLevel, Policy, PolicyPackConfig } from "@pulumi/policy";
import { LineCounter, parseDocument } from "yaml";

/**
 * Reads the configuration that a stack has for the pack: config/<stack>.json in the pack's folder.
 *
 * @param pack the pack's folder.
 * @param policies the policies of the pack.
 * @returns an empty configuration where the stack has no such file.
 * @throws Error that says what is wrong in it, because a rule that is not understood must not be skipped.
 */
export function readStackConfig(pack: string, stack: string, policies: readonly Policy[]): PolicyPackConfig {
    const names = policies.map(({ name: policy }) => policy);
    const name = path.join("config", `${path.basename(stack)}.json`);
    let text: string;
    try {
        // Text that is not UTF-8 is refused. A byte order mark, which some editors write, is ignored.
        text = new TextDecoder("utf-8", { fatal: true }).decode(fs.readFileSync(path.join(pack, name)));
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
        throw new Error(`the pack's ${name} cannot be read: ${(error as Error).message}`, { cause: error });
    }
    let config: unknown;
    try {
        config = JSON.parse(text);
    } catch (error) {
        throw new Error(`the pack's ${name} is not JSON: ${(error as Error).message}`, { cause: error });
    }
    // JSON.parse keeps the last value of a key that is given twice, and reports nothing.
    const lines = new LineCounter();
    const { errors } = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "silent" });
    const twice = errors.find(({ code }) => code === "DUPLICATE_KEY");
    if (twice) {
        const { line, col } = lines.linePos(twice.pos[0]);
        throw new Error(`the pack's ${name}:${line}:${col} gives a key a second time: keep one`);
    }
    if (typeof config !== "object" || config === null || Array.isArray(config)) {
        throw new Error(`the pack's ${name} must be an object, with the policies' names as its keys`);
    }
    const unknown = Object.keys(config).filter((key) => key !== "all" && !names.includes(key));
    if (unknown.length > 0) {
        const unknownNames = unknown.map((key) => JSON.stringify(key)).join(", ");
        throw new Error(
            `the pack's ${name}: ${unknownNames} is not a policy of the pack. Its policies: ${names.join(", ")}`,
        );
    }
    return withLevels(config as PolicyPackConfig, policies);
}

/**
 * Gives each policy its enforcement level. Pulumi would make a configuration without a level advisory, whatever the policy's own level
 * is: in the protocol the level is an enumeration whose zero is `advisory`.
 */
function withLevels(config: PolicyPackConfig, policies: readonly Policy[]): PolicyPackConfig {
    const levelOf = (given: PolicyPackConfig[string] | undefined): EnforcementLevel | undefined =>
        typeof given === "string" ? given : given?.enforcementLevel;
    return Object.fromEntries(
        Object.entries(config).map(([name, given]) => {
            const policy = policies.find((one) => one.name === name);
            const level = levelOf(given) ?? levelOf(config.all) ?? policy?.enforcementLevel ?? "advisory";
            return [name, typeof given === "string" ? given : { ...given, enforcementLevel: level }];
        }),
    );
}
