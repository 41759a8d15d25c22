import * as fs from "node:fs";
import * as path from "node:path";
import { isJsonMap, parsedJson } from "../../../evaluator/policyDocument";
import { findAdoptedQuarantine } from "./adoptedQuarantine";
import type { LeftOut } from "./leftOut";
import {
    DEFAULT_ROLE_NAME,
    DefinitionError,
    loadDefinition,
    type DefinitionModel,
    type Problem,
} from "../../../definition";
import { acknowledgementsFor } from "../../../program/review/lockOutRefusals";
import { featureKeys } from "../../../definition/schema/featureKeys";
import { isControlTowers, POLICY_TYPES, REFUSED_POLICY_TYPES } from "../../../limits";
import { CommandError, EXIT } from "../../cli/commandError";
import { differences } from "./definitionDifferences";
import type { AdoptedFeatures, AdoptionReport } from "./feature";
import { isActive, type Inventory } from "./inventory";
import { definitionHead } from "./inventorySummary";
import { writeDefinition, type WrittenDefinition } from "./write/writtenDefinition";
import { definitionFilesOf } from "./write/writtenFiles";

const IDLE_QUARANTINE =
    "it is this program's own, attached to no active account: `org quarantine` and `state: quarantined` find it by its name";
const CONTROL_TOWER = "it is of AWS Control Tower, which changes, attaches and detaches it by itself";

/** A definition that was written to a temporary folder, loaded, and found to match AWS exactly. */
export interface AdoptedDefinition {
    readonly folder: string;
    readonly files: ReadonlyMap<string, string>;
    readonly model: DefinitionModel;
    readonly leftOut: readonly LeftOut[];
    /** What the features have taken over, and what not. */
    readonly featureReport: AdoptionReport;
    /** The principals that policies lock out already, by the policies' ids. The definition acknowledges them. */
    readonly lockOuts: ReadonlyMap<string, readonly string[]>;
}

interface DraftOptions {
    /** Where the definition is written. Its content is deleted first. */
    readonly folder: string;
    /** The path of the JSON Schema, relative to the definition. */
    readonly schema?: string | undefined;
    /** The stack's region. */
    readonly region?: string | undefined;
    /** Includes the policies of AWS Control Tower. By default they stay with Control Tower. */
    readonly withControlTower?: boolean;
}

/**
 * Writes the definition of an organisation into a folder of its own, loads it with all rules, and compares it with the inventory.
 * Accounts and policies that a rule refuses are left out and reported: the program does not touch what it does not know.
 *
 * @param adopted what the features take over.
 * @throws CommandError if the organisation has something that no definition can hold, or the definition does not match AWS.
 */
export function adoptDefinition(
    inventory: Inventory,
    adopted: AdoptedFeatures,
    { folder, schema, region, withControlTower = false }: DraftOptions,
): AdoptedDefinition {
    checkPolicyTypes(inventory);
    const lockOuts = new Map<string, readonly string[]>();
    const leftOut: LeftOut[] = inventory.accounts
        .filter((account) => !isActive(account))
        .map(({ id, name, state }) => ({
            what: "account",
            id,
            name,
            why: `it is ${state}, and AWS changes active accounts only`,
        }));
    for (const { id, name, content } of inventory.policies) {
        if (!withControlTower && isControlTowers(name)) {
            leftOut.push({ what: "policy", id, name, why: CONTROL_TOWER, controlTower: true });
        } else if (!isJsonMap(parsedJson(content))) {
            leftOut.push({ what: "policy", id, name, why: "its document is no JSON object" });
        }
    }
    // Leaving something out may make another mistake visible. Each round leaves out at least one thing.
    for (;;) {
        leftOut.push(...idleQuarantine(without(inventory, leftOut)));
        const unsaid = new Set(leftOut.filter(({ what }) => what === "fullAccess").map(({ id }) => id));
        const held = without(inventory, leftOut);
        const written = writeDefinition(held, unsaid, lockOuts, adopted.keysIn(held));
        const featureReport = adopted.report(held);
        const size = held.units.length + held.accounts.length;
        const head = definitionHead(inventory, leftOut, featureReport.notAdopted);
        const files = definitionFilesOf(written, head, size, schema);
        writeFiles(folder, files);
        try {
            const model = loadDefinition(folder, adopted.features);
            const policies = withIds(model.policies, written);
            const wrong = [...differences({ ...model, policies }, held, unsaid), ...adopted.differences(model, held)];
            if (wrong.length > 0) throw inexact(folder, wrong);
            const locked = acknowledgementsFor(model, region);
            for (const { key, id = key } of policies) {
                const names = locked.get(key);
                if (names) lockOuts.set(id, [...(lockOuts.get(id) ?? []), ...names]);
            }
            if (locked.size === 0) return { folder, files, model, leftOut, featureReport, lockOuts };
        } catch (error) {
            if (!(error instanceof DefinitionError)) throw error;
            const more = error.problems.flatMap((problem) =>
                isOfFeature(problem, adopted) ? [] : (refusedThing(problem, written, held, folder) ?? []),
            );
            const fresh = more.filter((one) => !leftOut.some(({ what, id }) => what === one.what && id === one.id));
            const known = new Set(fresh.map(({ what, id }) => `${what} ${id}`));
            if (more.length < error.problems.length || known.size === 0) throw unholdable(error);
            for (const one of fresh) if (known.delete(`${one.what} ${one.id}`)) leftOut.push(one);
        }
    }
}

/** The program's own quarantine, where nothing in the definition would stand for it: no state, no guardrail, no break-glass role. */
function idleQuarantine(held: Inventory): LeftOut[] {
    const found = findAdoptedQuarantine(held);
    if (!found || found.isAttached || found.roleName !== DEFAULT_ROLE_NAME) return [];
    const { id, name } = found.policy;
    return [{ what: "policy", id, name, why: IDLE_QUARANTINE, idleQuarantine: true }];
}

/** The quarantine is written without its id: the definition has no entry for it. */
function withIds(policies: DefinitionModel["policies"], { keys }: WrittenDefinition): DefinitionModel["policies"] {
    const ids = new Map([...keys.policies].map(([id, key]) => [key, id]));
    return policies.map((policy) => ({ ...policy, id: policy.id ?? ids.get(policy.key) }));
}

function without(inventory: Inventory, leftOut: readonly LeftOut[]): Inventory {
    const ids = new Set(leftOut.filter(({ what }) => what !== "fullAccess").map(({ id }) => id));
    const kept = <T extends { readonly id: string }>(things: readonly T[]): T[] =>
        things.filter(({ id }) => !ids.has(id));
    const detached = <T extends { readonly policies: readonly string[] }>(thing: T): T => ({
        ...thing,
        policies: thing.policies.filter((id) => !ids.has(id)),
    });
    return {
        ...inventory,
        root: detached(inventory.root),
        units: inventory.units.map(detached),
        accounts: kept(inventory.accounts).map(detached),
        policies: kept(inventory.policies),
    };
}

/** Whether a mistake is about a key that a feature has written: no account is left out for it. */
function isOfFeature({ path: at }: Problem, { features }: AdoptedFeatures): boolean {
    const [, key = ""] = belowAccounts(at);
    return Object.hasOwn(featureKeys(features).account, key);
}

/** The part of a path below `accounts`: an account's key and what is in it. Units and accounts may themselves have the key `accounts`. */
function belowAccounts(at: Problem["path"]): Problem["path"] {
    const index = at.findIndex((key, depth) => depth % 2 === 0 && key !== "units");
    return at[index] === "accounts" ? at.slice(index + 1) : [];
}

/** The account, policy or `fullAccess` that a mistake is about. Undefined if it is about something that cannot be left out. */
function refusedThing(
    { path: at, message }: Problem,
    { keys }: WrittenDefinition,
    inventory: Inventory,
    folder: string,
): LeftOut | undefined {
    const why = message.replaceAll(`${folder}${path.sep}`, "");
    const [accountKey] = belowAccounts(at);
    const account = inventory.accounts.find(
        ({ id }) => accountKey !== undefined && keys.accounts.get(id) === accountKey,
    );
    if (at.at(-1) === "fullAccess") {
        const target =
            account ??
            (at.length === 1 ? { id: inventory.root.id, name: "the root" } : unitAt(at, keys.units, inventory));
        return (
            target && {
                what: "fullAccess",
                id: target.id,
                name: target.name,
                why: "FullAWSAccess is detached, and nothing attached allows anything",
            }
        );
    }
    if (account) return { what: "account", id: account.id, name: account.name, why };
    const policy = inventory.policies.find(({ id }) => at[0] === "policies" && keys.policies.get(id) === at[1]);
    return policy && { what: "policy", id: policy.id, name: policy.name, why };
}

function unitAt(
    at: Problem["path"],
    keys: ReadonlyMap<string, string>,
    { units, root }: Inventory,
): { readonly id: string; readonly name: string } | undefined {
    let found: { readonly id: string; readonly name: string } | undefined;
    for (let index = 0; at[index] === "units"; index += 2) {
        const parent = found?.id ?? root.id;
        found = units.find((unit) => unit.parent === parent && keys.get(unit.id) === at[index + 1]);
        if (!found) return undefined;
    }
    return found;
}

function checkPolicyTypes({ organization: { policyTypes, rootId } }: Inventory): void {
    const unknown = policyTypes.filter((type) => !Object.hasOwn(POLICY_TYPES, type));
    if (unknown.length === 0) return;
    throw new CommandError(
        `The organisation cannot be taken over while policies of type ${unknown.join(", ")} are enabled: the program would disable what it does not know.\n` +
            unknown
                .map(
                    (type) =>
                        `${(Object.hasOwn(REFUSED_POLICY_TYPES, type) && REFUSED_POLICY_TYPES[type]) || `The type ${type} is newer than this program`}.\n` +
                        `To disable it, which detaches all its policies: aws organizations disable-policy-type --root-id ${rootId} --policy-type ${type}`,
                )
                .join("\n"),
    );
}

function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
    fs.rmSync(folder, { recursive: true, force: true });
    for (const [name, text] of files) {
        const file = path.join(folder, name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, text);
    }
}

function unholdable(error: DefinitionError): CommandError {
    return new CommandError(
        `The organisation has something that a definition cannot hold. Nothing was written, except in ${path.join(".local", "adopt")}. Change it in AWS, and run the command again with --fresh.\n${error.message}`,
    );
}

function inexact(folder: string, wrong: readonly string[]): CommandError {
    return new CommandError(
        `The definition that was written (${folder}) differs from AWS. That is a bug of this program: please report it. Nothing was done.\n` +
            wrong.map((line) => `  ${line}`).join("\n"),
        EXIT.failed,
    );
}
