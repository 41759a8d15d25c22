import { LIBRARY, QUARANTINE } from "../guardrails";
import { FRAMEWORKS } from "../guardrails/frameworks";
import { EMAIL, quoted, ROLE_NAME, textError, visible } from "../limits";
import { resolveAssertions } from "./assertions/resolve";
import { brought, type Bringing } from "./brought";
import {
    ROOT_UNIT,
    type AccountModel,
    type OrganizationModel,
    type PolicyModel,
    type StagedModel,
    type UnitModel,
} from "./model";
import { resolveBundle, resolveLibraryPolicy, resolvePolicy } from "./policies";
import type { Target } from "./derived";
import { fitPolicies } from "./fit";
import { accountTags, defined, inheritSettings, inheritTags, type Inherited } from "./inheritance";
import { formatPlace } from "./problems";
import type { Path, Report } from "./report";
import type { AccountInput, DefinitionInput, Kind, RegionsInput, UnitInput } from "./schema";
import { regionsPolicy } from "./regions";
import { isStagedLibrary, STAGED_SUFFIX, stagedVersion, stagingUnit, targetsNaming } from "./staging";
import { checkBreakGlassRole } from "./rules/quarantine";
import { allowedRegions } from "../evaluator/policyPurpose";
import { checkServicePrincipals } from "./rules/serviceAccess";
import { didYouMean, list, listSome } from "../limits/messageText";

/** The access role where the definition names none: AWS's own default. */
export const DEFAULT_ROLE_NAME = "OrganizationAccountAccessRole";

/**
 * Resolves inheritance: what every unit and account is after all that is above it. Mistakes that show only here (unknown
 * names, locked tags, keys given twice) go to the report; AWS's rules are checked afterwards, on the result.
 *
 * @param folder what the files of policy documents are relative to.
 */
export function resolve(input: DefinitionInput, folder: string, report: Report): OrganizationModel {
    return new Resolver(input, folder, report).organization();
}

class Resolver {
    readonly #input: DefinitionInput;
    readonly #folder: string;
    readonly #report: Report;
    readonly #units = new Map<string, UnitModel>();
    readonly #inheritedByUnit = new Map<string, Inherited>();
    readonly #accounts = new Map<string, AccountModel>();
    readonly #policies = new Map<string, PolicyModel | undefined>();
    /** The keys of policies that `regions` and `compliance` become. */
    readonly #derived = new Set<string>();
    readonly #merged = { characters: 0 };
    readonly #root: Inherited;
    #rootGuardrails: readonly string[] = [];

    constructor(input: DefinitionInput, folder: string, report: Report) {
        this.#input = input;
        this.#folder = folder;
        this.#report = report;
        this.#root = this.#inherit(
            { roleName: DEFAULT_ROLE_NAME, tags: {}, contacts: {}, enabledRegions: [], locked: new Map() },
            input.defaults ?? {},
            ["defaults"],
        );
    }

    organization(): OrganizationModel {
        const { organization = {}, policies = {}, units = {}, accounts = {} } = this.#input;
        // A policy whose form is wrong is known all the same: naming it is no mistake.
        for (const key of this.#report.keysAt(["policies"])) this.#policies.set(key, undefined);
        for (const [key, policy] of Object.entries(policies)) {
            this.#checkKey(key, ["policies", key], "@", "joins a policy and what it is attached to");
            if (isStagedLibrary(key, policy, this.#report)) {
                this.#policies.delete(key);
                this.#useLibrary(key, ["policies", key]);
            } else {
                this.#policies.set(key, resolvePolicy(key, policy, this.#policyContext()));
            }
        }
        checkServicePrincipals(organization, this.#report);
        const guardrails = this.#attached({ kind: "root" }, this.#input, []);
        this.#rootGuardrails = guardrails;
        for (const [key, unit] of Object.entries(units)) {
            this.#unit(key, unit, undefined, this.#root, "plain", ["units", key]);
        }
        for (const [key, { unit, ...account }] of Object.entries(accounts)) {
            this.#placedAccount(key, account, unit);
        }
        const { breakGlassRole } = organization;
        if (breakGlassRole !== undefined) this.#prepareQuarantine(["organization", "breakGlassRole"]);
        const staged = this.#staged(guardrails);
        const resolved = [...this.#policies.values()]
            .filter((policy) => policy !== undefined)
            .map((policy) => ({ ...policy, ...staged.get(policy.key) }));
        if (breakGlassRole !== undefined) this.#checkBreakGlassRole(breakGlassRole, resolved);
        const types = new Set([...resolved.map(({ type }) => type), ...(organization.policyTypes ?? [])]);
        const isStaged = (key: string): boolean => staged.has(key);
        const { policies: fitting, attached } = fitPolicies(resolved, this.#report);
        const stagedOn = new Map<string, string[]>();
        for (const [key, { staged: on }] of staged) {
            const keys = stagedOn.get(on.unit);
            if (keys) keys.push(key);
            else stagedOn.set(on.unit, [key]);
        }
        return {
            featureSet: organization.featureSet ?? "ALL",
            ...(organization.featureSet === undefined && { featureSetByDefault: true as const }),
            ...(organization.id !== undefined && { id: organization.id }),
            breakGlassRole: this.#breakGlassRole(),
            serviceAccess: [...new Set(organization.serviceAccess)].sort(),
            ...(organization.withoutServiceAccess && {
                withoutServiceAccess: [...new Set(organization.withoutServiceAccess)].sort(),
            }),
            ...(organization.acknowledge?.disables && { acknowledge: { disables: organization.acknowledge.disables } }),
            policyTypes: [...types].sort(),
            guardrails: attached(guardrails.filter((one) => !isStaged(one))),
            fullAccess: this.#input.fullAccess ?? true,
            policies: fitting.sort(byKey),
            units: [...this.#units.values()].map((unit) => ({
                ...unit,
                guardrails: attached([
                    ...unit.guardrails.filter((one) => !isStaged(one)),
                    ...(stagedOn.get(unit.key) ?? []),
                ]),
            })),
            accounts: [...this.#accounts.values()]
                .map((account) => ({
                    ...account,
                    guardrails: attached(account.guardrails.filter((one) => !isStaged(one))),
                    acknowledge: { ...account.acknowledge, loses: attached(account.acknowledge.loses) },
                }))
                .sort(byKey),
            assertions: this.#assertions(),
        };
    }

    /**
     * The policies that are tried out, by key, and the unit that they are attached to; other versions of policies in force are
     * made here.
     *
     * @param guardrails those of the root.
     */
    #staged(guardrails: readonly string[]): Map<string, { readonly staged: StagedModel }> {
        const { organization = {}, policies = {} } = this.#input;
        const wanted = Object.entries(policies).filter(([, { staged = false }]) => staged !== false);
        const keys = wanted.map(([key]) => key);
        const unit = stagingUnit(this.#units, organization.stagingUnit, keys, this.#report);
        const found = new Map<string, { readonly staged: StagedModel }>();
        const all = { guardrails, units: [...this.#units.values()], accounts: [...this.#accounts.values()] };
        for (const [key, policy] of wanted) {
            const on = { unit: unit?.key ?? "" };
            if (typeof policy.staged !== "object") {
                found.set(key, { staged: { ...on, targets: targetsNaming(key, all) } });
                continue;
            }
            const version = stagedVersion(key, policy, this.#report);
            const itsKey = key + STAGED_SUFFIX;
            if (!version) continue;
            if (this.#policies.has(itsKey)) {
                this.#report.add(
                    ["policies", key, "staged"],
                    `becomes the policy ${itsKey}, and there is one of that key: give that one another`,
                );
                continue;
            }
            const path = ["policies", key, "staged"];
            this.#policies.set(itsKey, resolvePolicy(itsKey, version, this.#policyContext(), path));
            found.set(itsKey, { staged: { ...on, targets: [], of: key } });
        }
        return found;
    }

    #assertions(): OrganizationModel["assertions"] {
        const { assertions = {} } = this.#input;
        return resolveAssertions(assertions, { units: this.#units, accounts: this.#accounts }, this.#report);
    }

    #unit(
        key: string,
        input: UnitInput,
        parent: UnitModel | undefined,
        above: Inherited,
        above_kind: Kind,
        path: Path,
    ): void {
        if (!this.#checkKey(key, path, "/", "joins the keys of units")) return;
        const fullKey = parent ? `${parent.key}/${key}` : key;
        const inherited = this.#inherit(above, input, path);
        const unit: UnitModel = {
            key: fullKey,
            name: input.name ?? key,
            kind: input.kind ?? above_kind,
            ...(parent && { parent: parent.key }),
            depth: (parent?.depth ?? 0) + 1,
            // Checked as tags are; what is below inherits without them.
            tags: inheritTags(inherited, input.ownTags ?? {}, [...path, "ownTags"], this.#report),
            guardrails: this.#attached({ kind: "unit", key: fullKey }, input, path, parent),
            fullAccess: input.fullAccess ?? true,
            ...(input.id !== undefined && { id: input.id }),
            place: this.#report.placeOf(path),
            path,
        };
        this.#units.set(fullKey, unit);
        this.#inheritedByUnit.set(fullKey, inherited);
        for (const [childKey, account] of Object.entries(input.accounts ?? {})) {
            this.#account(childKey, account, unit, [...path, "accounts", childKey]);
        }
        for (const [childKey, child] of Object.entries(input.units ?? {})) {
            this.#unit(childKey, child, unit, inherited, unit.kind, [...path, "units", childKey]);
        }
    }

    #placedAccount(key: string, input: AccountInput, unitKey: string): void {
        const path: Path = ["accounts", key];
        if (unitKey === ROOT_UNIT) {
            this.#account(key, input, undefined, path);
            return;
        }
        const unit = this.#units.get(unitKey);
        if (!unit) {
            if (this.#isUnread(unitKey)) return;
            this.#report.add([...path, "unit"], () => {
                const keys = [...this.#units.keys()];
                return `there is no unit ${quoted(unitKey)}.${didYouMean(unitKey, keys)} There are ${listSome(keys)}.`;
            });
            return;
        }
        this.#account(key, input, unit, path);
    }

    /** Whether a mistake of form stands where a unit may have been meant to be. */
    #isUnread(unitKey: string): boolean {
        if (this.#input.units === undefined && this.#report.hasMistakeIn([])) return true;
        // Deeper than any unit lies.
        const maps = unitKey.split("/", 40).map((_, index, keys) => {
            const above = keys.slice(0, index).flatMap((key) => ["units", key]);
            return [above, [...above, "units"]] as const;
        });
        return maps.some(
            ([unit, units]) => (unit.length > 0 && this.#report.hasMistakeIn(unit)) || this.#report.hasMistakeIn(units),
        );
    }

    /** @param unit absent for an account in the root. */
    #account(key: string, input: AccountInput, unit: UnitModel | undefined, path: Path): void {
        const before = this.#accounts.get(key);
        if (before) {
            this.#report.add(
                path,
                `account ${key} is defined a second time; the first is in unit ${before.unit} at ${formatPlace(before.place)}. ` +
                    "The key is the account's identity: keep one, or choose another key",
            );
            return;
        }
        this.#checkKey(key, path);
        const above = (unit && this.#inheritedByUnit.get(unit.key)) ?? this.#root;
        const wrong = input.email !== undefined && !isPattern(input.email, [...path, "email"], this.#report);
        const email = wrong ? "" : (input.email ?? above.email);
        if (!wrong && (email === "" || (email === undefined && !above.emailUnread))) {
            this.#report.add(
                path,
                `account ${key} has no e-mail: give its email here, or a pattern for all in defaults, such as email: aws+{account}@example.com`,
            );
        }
        this.#accounts.set(key, {
            key,
            name: input.name ?? key,
            email: (email ?? "").replaceAll(PLACEHOLDER, () => key),
            roleName: input.roleName ?? above.roleName,
            unit: unit?.key ?? ROOT_UNIT,
            kind: unit?.kind ?? "plain",
            tags: accountTags(above, input, path, this.#report),
            guardrails: this.#accountGuardrails(key, input, path),
            fullAccess: input.fullAccess ?? true,
            ...inheritSettings(above, input, path, this.#report),
            ...(input.owner !== undefined && { owner: input.owner }),
            ...(input.expires !== undefined && { expires: input.expires }),
            ...(input.invite !== undefined && { invite: input.invite === true ? {} : defined(input.invite) }),
            state: input.state ?? "active",
            acknowledge: {
                ...(input.acknowledge?.replacement !== undefined && { replacement: input.acknowledge.replacement }),
                ...(input.acknowledge?.closing !== undefined && { closing: input.acknowledge.closing }),
                ...(input.acknowledge?.leaving !== undefined && { leaving: input.acknowledge.leaving }),
                loses: input.acknowledge?.loses ?? [],
            },
            ...(input.id !== undefined && { id: input.id }),
            place: this.#report.placeOf(path),
            path,
        });
    }

    /** The quarantine is attached to the account itself: it goes with the account wherever it moves. */
    #accountGuardrails(key: string, { guardrails = [], regions, state }: AccountInput, path: Path): string[] {
        const own = [
            ...this.#guardrails(guardrails, [...path, "guardrails"]),
            ...this.#regions({ kind: "account", key }, regions, path),
        ];
        if (state !== "quarantined") return own;
        if (this.#input.organization?.featureSet === "CONSOLIDATED_BILLING") {
            this.#report.add(
                [...path, "state"],
                "an organisation with CONSOLIDATED_BILLING has no policies, and a quarantine is one: use featureSet: ALL",
            );
            return own;
        }
        this.#prepareQuarantine([...path, "state"]);
        return [...new Set([...own, QUARANTINE])];
    }

    #breakGlassRole(): string {
        return this.#input.organization?.breakGlassRole ?? this.#root.roleName;
    }

    /** The policy `quarantine` of the library: it is there before it is needed where the definition names whom it spares. */
    #prepareQuarantine(usedAt: Path): void {
        if (this.#input.organization?.featureSet !== "CONSOLIDATED_BILLING") this.#useLibrary(QUARANTINE, usedAt);
    }

    #checkBreakGlassRole(roleName: string, policies: readonly PolicyModel[]): void {
        const path = ["organization", "breakGlassRole"];
        const error = textError(ROLE_NAME, roleName);
        if (error) {
            this.#report.add(path, error);
        } else if (this.#input.organization?.featureSet === "CONSOLIDATED_BILLING") {
            this.#report.add(
                path,
                "an organisation with CONSOLIDATED_BILLING has no policies, and no quarantine that could spare a role: use featureSet: ALL, or leave it out",
            );
        } else {
            checkBreakGlassRole(roleName, policies, this.#report);
        }
    }

    /** Takes a guardrail of the library by its name; the quarantine spares the break-glass role, others the access role. */
    #useLibrary(name: string, usedAt: Path): boolean {
        const guardrail = LIBRARY.get(name);
        if (guardrail && !this.#policies.has(name)) {
            const context = this.#policyContext();
            this.#policies.set(
                name,
                resolveLibraryPolicy(
                    guardrail,
                    usedAt,
                    name === QUARANTINE ? { ...context, roleName: this.#breakGlassRole() } : context,
                ),
            );
        }
        return guardrail !== undefined;
    }

    /** A key is the name of a resource in the stack: it cannot be empty, nor hold what joins two keys to one name. */
    #checkKey(key: string, path: Path, joint?: string, does?: string): boolean {
        const what = path.at(-2) === "units" ? "a unit" : path.at(-2) === "policies" ? "a policy" : "an account";
        if (key === "") {
            this.#report.add(path, `the key of ${what} cannot be empty: it is what tells it from the others`);
            return false;
        }
        if (key.length > LONGEST_KEY) {
            this.#report.add(
                path,
                `the key ${quoted(key)} of ${what} has ${key.length.toLocaleString("en-US")} characters, and may have ${LONGEST_KEY}: choose a shorter one, and give the name in \`name\``,
            );
            return false;
        }
        if (key.startsWith("-")) {
            this.#report.add(
                path,
                `the key ${quoted(key)} of ${what} begins with "-", as an option on a command line does: choose another, and give the name in \`name\``,
            );
            return false;
        }
        if (joint !== undefined && key.includes(joint)) {
            this.#report.add(
                path,
                `the key of ${what} cannot hold ${quoted(joint)}, which ${does}: choose another key and give the name in \`name\``,
            );
            return false;
        }
        return true;
    }

    #inherit(
        above: Inherited,
        input: Pick<UnitInput, "email" | "roleName" | "tags" | "lockedTags" | "contacts" | "enabledRegions">,
        path: Path,
    ): Inherited {
        const wrong = input.email !== undefined && !isPattern(input.email, [...path, "email"], this.#report);
        const email = wrong ? undefined : (input.email ?? above.email);
        const tags = inheritTags(above, input.tags ?? {}, [...path, "tags"], this.#report);
        for (const [index, key] of (input.lockedTags ?? []).entries()) {
            if (!Object.hasOwn(tags, key)) {
                this.#report.add(
                    [...path, "lockedTags", index],
                    `locks the tag ${visible(key)}, which has no value here or above: give it one in tags`,
                );
            }
        }
        return {
            ...(email !== undefined && { email }),
            ...((wrong || above.emailUnread || this.#report.hasMistakeIn(path)) && { emailUnread: true }),
            roleName: input.roleName ?? above.roleName,
            tags,
            ...inheritSettings(above, input, path, this.#report),
            locked: new Map([
                ...above.locked,
                ...(input.lockedTags ?? [])
                    .filter((key) => Object.hasOwn(tags, key))
                    .map((key) => [key, path.join(".")] as const),
            ]),
        };
    }

    /** What is attached to the root or a unit: what its kind and frameworks bring, what it names, and its regions. */
    #attached(
        at: Target,
        input: Pick<UnitInput, "kind" | "compliance" | "without" | "guardrails" | "regions">,
        path: Path,
        parent?: UnitModel,
    ): string[] {
        const keys = [
            ...this.#brought(at, input, path),
            ...this.#guardrails(input.guardrails ?? [], [...path, "guardrails"]),
            ...this.#regions(at, input.regions, path),
        ];
        this.#checkRegionsOfFrameworks(input, keys, path, parent);
        return [...new Set(keys)];
    }

    #brought(at: Target, input: Bringing, path: Path): string[] {
        const { guardrails, bundles } = brought(input, path, this.#report);
        const names = [...guardrails.map(({ name }) => name), ...bundles.flatMap((bundle) => bundle.guardrails)];
        if (names.length > 0 && this.#input.organization?.featureSet === "CONSOLIDATED_BILLING") {
            const ofKind = guardrails.filter((one) => one.at.at(-1) === "kind").map(({ name }) => name);
            this.#report.add(
                [...path, ofKind.length > 0 ? "kind" : "compliance"],
                ofKind.length > 0
                    ? `kind ${input.kind} brings the guardrails ${list(ofKind)}, and an organisation with CONSOLIDATED_BILLING has no policies. ` +
                          "Use featureSet: ALL, or kind: plain to say that the unit is unguarded"
                    : `${list(input.compliance ?? [])} brings guardrails, and an organisation with CONSOLIDATED_BILLING has no policies. ` +
                          "Use featureSet: ALL, or leave it out",
            );
            return [];
        }
        return [
            ...guardrails.flatMap((one) => this.#guardrails([one.name], one.at)),
            ...bundles.flatMap((bundle) => this.#addDerived(resolveBundle(bundle, at, this.#policyContext()))),
        ];
    }

    /** A framework about where data is says nothing where nothing keeps it anywhere. */
    #checkRegionsOfFrameworks(
        { compliance = [] }: Bringing,
        own: readonly string[],
        path: Path,
        parent?: UnitModel,
    ): void {
        const needing = compliance.findIndex((name) => FRAMEWORKS[name].needsRegions);
        if (needing < 0) return;
        const keys = [...own, ...this.#rootGuardrails];
        for (let at = parent; at; at = at.parent === undefined ? undefined : this.#units.get(at.parent)) {
            keys.push(...at.guardrails);
        }
        const policies = keys.map((key) => this.#policies.get(key));
        // A policy with a mistake may have been meant to.
        if (policies.some((policy) => policy === undefined || allowedRegions(policy) !== undefined)) return;
        this.#report.add(
            [...path, "compliance", needing],
            `${compliance[needing]} is about where data is, and nothing here or above says where: add regions, such as regions: [eu-central-1], here or above`,
        );
    }

    /** Checks the names and makes the policies of the library that are used. */
    #guardrails(names: readonly string[], path: Path): string[] {
        const seen = new Set<string>();
        return names.filter((name, index) => {
            const at = path.at(-1) === "guardrails" ? [...path, index] : path;
            if (seen.has(name)) {
                this.#report.add(at, `names ${visible(name)} a second time: keep one`);
                return false;
            }
            seen.add(name);
            if (this.#policies.has(name) || this.#useLibrary(name, at)) return true;
            if (this.#input.policies === undefined && this.#report.hasMistakeIn([])) return false;
            this.#report.add(at, () => {
                const own = Object.keys(this.#input.policies ?? {});
                const hint = didYouMean(name, [...own, ...LIBRARY.keys()]);
                return `there is no policy or guardrail ${quoted(name)}.${hint} There are ${list([...(own.length > 0 ? [listSome(own)] : []), "those of the library"])}, which docs/guardrails.md lists.`;
            });
            return false;
        });
    }

    /** The policy that `regions` becomes, as a list of one or none. */
    #regions(at: Target, regions: RegionsInput | undefined, path: Path): string[] {
        const policy =
            regions &&
            regionsPolicy(at, regions, [...path, "regions"], {
                ...this.#policyContext(),
                breakGlassRole: this.#breakGlassRole(),
            });
        return policy ? this.#addDerived(policy) : [];
    }

    /** Adds a policy that has no key of the user's; the same one may be attached in several places. */
    #addDerived(policy: PolicyModel): string[] {
        if (!this.#derived.has(policy.key) && this.#policies.has(policy.key)) {
            this.#report.add(
                policy.path,
                `becomes a policy with the key ${policy.key}, as a policy of yours has: give that one another key`,
            );
            return [];
        }
        if (!this.#derived.has(policy.key)) this.#policies.set(policy.key, policy);
        this.#derived.add(policy.key);
        return [policy.key];
    }

    #policyContext(): Parameters<typeof resolvePolicy>[2] {
        return {
            report: this.#report,
            folder: this.#folder,
            tags: this.#root.tags,
            roleName: this.#root.roleName,
            policies: this.#input.policies ?? {},
            merged: this.#merged,
        };
    }
}

/** No name of AWS has as many characters. */
const LONGEST_KEY = 300;

const PLACEHOLDER = "{account}";

/** What is longer is no e-mail, whatever the key of the account. */
const LONGEST_PATTERN = 300;

/** Whether a text can be an e-mail, or the pattern of e-mails; what is wrong is told where it is written, and not for each account. */
function isPattern(pattern: string, path: Path, report: Report): boolean {
    if (pattern.length > LONGEST_PATTERN) {
        report.add(
            path,
            `e-mail ${quoted(pattern)} has ${pattern.length.toLocaleString("en-US")} characters: AWS allows ${EMAIL.min} to ${EMAIL.max}`,
        );
        return false;
    }
    const other = [...pattern.matchAll(/\{[^{}]*\}/g)].find(([placeholder]) => placeholder !== PLACEHOLDER);
    if (!other) return true;
    report.add(
        path,
        `the e-mail pattern ${visible(pattern)} holds ${visible(other[0])}: the only placeholder is {account}, the account's key`,
    );
    return false;
}

function byKey(one: { readonly key: string }, two: { readonly key: string }): number {
    return one.key < two.key ? -1 : one.key > two.key ? 1 : 0;
}
