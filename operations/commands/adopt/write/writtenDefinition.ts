import type { Tags } from "../../../../definition";
import { DEFAULT_ROLE_NAME, ROOT_UNIT } from "../../../../definition";
import { isMarkedSandbox, KIND_MARK } from "../../../../guardrails/sandboxMark";
import { LIBRARY, QUARANTINE } from "../../../../guardrails";
import { KIND_GUARDRAILS } from "../../../../guardrails/unitKindGuardrails";
import { findAdoptedQuarantine, type AdoptedQuarantine } from "../adoptedQuarantine";
import type { GovernedNode, Inventory, InventoryAccount, InventoryUnit } from "../inventory";
import { fitsPattern, patternFor, type AddressedAccount } from "./savingEmailPattern";
import { keysFor } from "./chosenKeys";
import { byParent, definitionKeys } from "./adoptedKeys";
import { writePolicy } from "./writtenPolicy";
import { commonTags, overlay, splitTags } from "./tagInheritance";
import type { YamlContent } from "./definitionYaml";
import { keysAt, type DefinitionKeys, type WrittenKeys } from "./writtenKeys";

/** The parts of a definition, to be put into one file or several. */
export interface WrittenDefinition {
    readonly organization: DefinitionKeys;
    readonly defaults: DefinitionKeys;
    /** `guardrails` and `fullAccess` of the root, and the features' keys at the root. */
    readonly root: DefinitionKeys;
    readonly policies: DefinitionKeys;
    /** The first level of units, each with everything below it. */
    readonly units: DefinitionKeys;
    /** The accounts directly in the root. */
    readonly accounts: DefinitionKeys;
    /** The files that contain policy documents: texts by file name. */
    readonly documents: ReadonlyMap<string, string>;
    /** The keys by id, to find out what to leave out. */
    readonly keys: {
        readonly units: ReadonlyMap<string, string>;
        readonly accounts: ReadonlyMap<string, string>;
        readonly policies: ReadonlyMap<string, string>;
    };
}

/**
 * The definition that a person would have written for an organisation. It writes nothing to disk.
 *
 * @param inventory the content, without what a definition cannot hold.
 * @param unsaid ids of the root, units and accounts for which `fullAccess: false` must not be written.
 * @param featureKeys what each feature writes.
 */
export function writeDefinition(
    inventory: Inventory,
    unsaid: ReadonlySet<string> = new Set(),
    lockOuts: ReadonlyMap<string, readonly string[]> = new Map(),
    featureKeys: readonly WrittenKeys[] = [],
): WrittenDefinition {
    return new Writer(inventory, unsaid, lockOuts, featureKeys).write();
}

class Writer {
    readonly #inventory: Inventory;
    readonly #unsaid: ReadonlySet<string>;
    readonly #lockOuts: ReadonlyMap<string, readonly string[]>;
    readonly #featureKeys: readonly WrittenKeys[];
    /** Ids of the units with the sandbox tag. */
    readonly #sandboxes: ReadonlySet<string>;
    readonly #unitKeys: ReadonlyMap<string, string>;
    readonly #accountKeys: ReadonlyMap<string, string>;
    readonly #policyKeys: ReadonlyMap<string, string>;
    /** The tags of the defaults. */
    readonly #tags: Tags;
    /** The program's own quarantine, where an account can have it by its state. */
    readonly #quarantine: AdoptedQuarantine | undefined;
    readonly #units: ReadonlyMap<string, readonly InventoryUnit[]>;
    readonly #accounts: ReadonlyMap<string, readonly InventoryAccount[]>;

    constructor(
        found: Inventory,
        unsaid: ReadonlySet<string>,
        lockOuts: ReadonlyMap<string, readonly string[]>,
        featureKeys: readonly WrittenKeys[],
    ) {
        const inventory = { ...found, units: found.units.map(withoutMark) };
        this.#sandboxes = sandboxesOf(found);
        this.#inventory = inventory;
        this.#unsaid = unsaid;
        this.#lockOuts = lockOuts;
        this.#featureKeys = featureKeys;
        const { units, accounts, policies } = inventory;
        this.#units = byParent(units);
        this.#accounts = byParent(accounts);
        const keys = definitionKeys(inventory);
        this.#unitKeys = keys.units;
        this.#accountKeys = keys.accounts;
        this.#tags = commonTags([...units, ...accounts, ...policies].map((one) => one.tags));
        this.#quarantine = this.#ownQuarantine();
        const others = policies.filter((policy) => policy !== this.#quarantine?.policy);
        this.#policyKeys = new Map([
            ...keysFor(others, "policy", new Set([...LIBRARY.keys()].map((key) => key.toLowerCase()))),
            ...(this.#quarantine ? [[this.#quarantine.policy.id, QUARANTINE] as const] : []),
        ]);
    }

    write(): WrittenDefinition {
        const { organization, root, accounts, policies } = this.#inventory;
        const email = patternFor(accounts.map((account) => this.#addressed(account)));
        const tags = this.#tags;
        const roleName = this.#quarantine?.roleName ?? DEFAULT_ROLE_NAME;
        const written = policies
            .filter((policy) => policy !== this.#quarantine?.policy)
            .map((policy) => ({ key: this.#policyKeys.get(policy.id) ?? policy.id, policy }))
            .sort((one, two) => (one.key < two.key ? -1 : 1))
            .map(({ key, policy }) => [key, writePolicy(key, policy, tags, this.#lockOuts.get(policy.id))] as const);
        return {
            organization: {
                id: organization.id,
                ...(organization.featureSet !== "ALL" && { featureSet: organization.featureSet }),
                ...(organization.policyTypes.length > 0 && { policyTypes: organization.policyTypes }),
                ...(organization.serviceAccess.length > 0 && { serviceAccess: organization.serviceAccess }),
                ...(roleName !== DEFAULT_ROLE_NAME && { breakGlassRole: roleName }),
            },
            defaults: { email, ...nonEmpty("tags", tags), ...keysAt(this.#featureKeys, ({ defaults }) => defaults) },
            root: { ...this.#governed(root), ...keysAt(this.#featureKeys, (keys) => keys.root) },
            policies: Object.fromEntries(written.map(([key, { content }]) => [key, content])),
            units: this.#below(root.id, tags, email),
            accounts: Object.fromEntries(
                this.#sorted(this.#accounts.get(root.id) ?? [], this.#accountKeys).map(([key, account]) => [
                    key,
                    { unit: ROOT_UNIT, ...this.#account(key, account, tags, email) },
                ]),
            ),
            documents: new Map(written.flatMap(([, { file }]) => (file ? [file] : []))),
            keys: { units: this.#unitKeys, accounts: this.#accountKeys, policies: this.#policyKeys },
        };
    }

    /** The quarantine can be written by its name alone where it has the tags of the defaults, and no acknowledgement. */
    #ownQuarantine(): AdoptedQuarantine | undefined {
        const found = findAdoptedQuarantine(this.#inventory);
        if (!found || Object.keys(overlay(found.policy.tags, this.#tags)).length > 0) return undefined;
        return this.#lockOuts.has(found.policy.id) ? undefined : found;
    }

    #below(parent: string, inherited: Tags, email: string | undefined): Record<string, DefinitionKeys> {
        return Object.fromEntries(
            this.#sorted(this.#units.get(parent) ?? [], this.#unitKeys).map(([key, unit]) => [
                key,
                this.#unit(key, unit, inherited, email),
            ]),
        );
    }

    #unit(key: string, unit: InventoryUnit, inherited: Tags, above: string | undefined): DefinitionKeys {
        const { units, accounts } = this.#everythingIn(unit.id);
        const { tags, own } = splitTags(
            { tags: unit.tags, below: [...units, ...accounts].map((one) => one.tags) },
            inherited,
        );
        const pattern = patternFor(
            accounts.map((account) => this.#addressed(account)),
            above,
        );
        const email = pattern ?? above;
        const passedOn = { ...inherited, ...tags };
        return {
            ...named(key, unit),
            id: unit.id,
            ...this.#kind(unit),
            ...(pattern !== undefined && { email: pattern }),
            ...nonEmpty("tags", tags),
            ...nonEmpty("ownTags", own),
            ...this.#governed(unit),
            ...keysAt(this.#featureKeys, (keys) => keys.units?.get(unit.id)),
            ...nonEmpty(
                "accounts",
                Object.fromEntries(
                    this.#sorted(this.#accounts.get(unit.id) ?? [], this.#accountKeys).map(([one, account]) => [
                        one,
                        this.#account(one, account, passedOn, email),
                    ]),
                ),
            ),
            ...nonEmpty("units", this.#below(unit.id, passedOn, email)),
        };
    }

    /**
     * The sandbox tag is not the user's, so the definition gives the kind that it stands for. The guardrails of the kind are
     * switched off, because every attached policy is named.
     */
    #kind({ id, parent }: InventoryUnit): Record<string, YamlContent> {
        const isSandbox = this.#sandboxes.has(id);
        if (isSandbox === this.#sandboxes.has(parent)) return {};
        return isSandbox ? { kind: "sandbox", without: KIND_GUARDRAILS.sandbox } : { kind: "plain" };
    }

    #account(key: string, account: InventoryAccount, inherited: Tags, pattern?: string): DefinitionKeys {
        return {
            ...named(key, account),
            id: account.id,
            ...(!fitsPattern(pattern, this.#addressed(account)) && { email: account.email }),
            ...nonEmpty("tags", overlay(account.tags, inherited)),
            ...this.#stateAndPolicies(account),
            ...keysAt(this.#featureKeys, (keys) => keys.accounts?.get(account.id)),
        };
    }

    #stateAndPolicies(account: InventoryAccount): Record<string, YamlContent> {
        const quarantine = this.#quarantine?.policy.id;
        if (quarantine === undefined || !account.policies.includes(quarantine)) return this.#governed(account);
        const others = account.policies.filter((id) => id !== quarantine);
        return { state: "quarantined", ...this.#governed({ ...account, policies: others }) };
    }

    #governed({ id, policies, fullAccess }: GovernedNode): Record<string, YamlContent> {
        const guardrails = policies.flatMap((policy) => this.#policyKeys.get(policy) ?? []).sort();
        return {
            ...(guardrails.length > 0 && { guardrails }),
            ...(!fullAccess && !this.#unsaid.has(id) && { fullAccess: false }),
        };
    }

    #everythingIn(unit: string): { units: InventoryUnit[]; accounts: InventoryAccount[] } {
        const units = [...(this.#units.get(unit) ?? [])];
        const below = units.map(({ id }) => this.#everythingIn(id));
        return {
            units: [...units, ...below.flatMap((one) => one.units)],
            accounts: [...(this.#accounts.get(unit) ?? []), ...below.flatMap((one) => one.accounts)],
        };
    }

    #addressed({ id, email }: InventoryAccount): AddressedAccount {
        return { key: this.#accountKeys.get(id) ?? id, email };
    }

    #sorted<T extends { readonly id: string }>(things: readonly T[], keys: ReadonlyMap<string, string>): [string, T][] {
        return things
            .map((thing): [string, T] => [keys.get(thing.id) ?? thing.id, thing])
            .sort(([one], [two]) => (one < two ? -1 : 1));
    }
}

/** Ids of the units with the sandbox tag. */
export function sandboxesOf({ units }: Inventory): ReadonlySet<string> {
    return new Set(units.filter(({ tags }) => isMarkedSandbox(tags)).map(({ id }) => id));
}

function withoutMark(unit: InventoryUnit): InventoryUnit {
    if (!isMarkedSandbox(unit.tags)) return unit;
    const { [KIND_MARK]: _mark, ...tags } = unit.tags;
    return { ...unit, tags };
}

function named(key: string, { name }: { readonly name: string }): { name?: string } {
    return name === key ? {} : { name };
}

function nonEmpty(key: string, value: Readonly<Record<string, YamlContent>>): Record<string, YamlContent> {
    return Object.keys(value).length > 0 ? { [key]: value } : {};
}
