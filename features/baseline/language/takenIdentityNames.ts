import type { CloudFormationTemplate } from "../../../cloudformation";
import type { OrganizationModel } from "../../../definition/model";
import type { Report } from "../../../definition/problemReport";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { countOf, quoted, visible } from "../../../limits";
import type { AccountBlock, BaselineModel, BlockModel } from "../model";

/** Resources of IAM that have a name which an account has once, and the property that says it. IAM does not tell names apart by their case. */
const NAMED: ReadonlyMap<string, { readonly property: string; readonly what: string }> = new Map([
    ["AWS::IAM::Group", { property: "GroupName", what: "group" }],
    ["AWS::IAM::ManagedPolicy", { property: "ManagedPolicyName", what: "policy" }],
    ["AWS::IAM::Role", { property: "RoleName", what: "role" }],
    ["AWS::IAM::User", { property: "UserName", what: "user" }],
]);

/** A name that a block takes in an account: `role deploy-shop`. */
interface TakenName {
    readonly what: string;
    readonly name: string;
}

/**
 * Reports names of roles and policies that two blocks make in one account, or that the account's access role has: the second stack would
 * fail in every account.
 */
export function checkTakenNames(
    { blocks, accounts }: BaselineModel,
    organization: OrganizationModel,
    report: Report,
): void {
    const reader = new NameReader(blocks);
    const clashes = new Map<string, { readonly one: AccountBlock; readonly message: string; accounts: number }>();
    for (const account of organization.accounts) {
        const owners = new Map([[`role ${account.roleName.toLowerCase()}`, ""]]);
        for (const one of accounts.get(account.key)?.blocks ?? []) {
            for (const { what, name } of reader.namesOf(one)) {
                const key = `${what} ${name.toLowerCase()}`;
                const owner = owners.get(key);
                if (owner === undefined) {
                    owners.set(key, one.block);
                    continue;
                }
                const taken =
                    owner === ""
                        ? "AWS made with the account: give this one another name"
                        : `block ${visible(owner)} makes there too: give one of them another name`;
                const message = `makes the ${what} ${quoted(name)}, which ${taken}`;
                const id = `${one.path.join("\n")} ${key} ${owner}`;
                const clash = clashes.get(id) ?? { one, message, accounts: 0 };
                clash.accounts += 1;
                clashes.set(id, clash);
            }
        }
    }
    for (const { one, message, accounts: count } of clashes.values()) {
        report.add(one.path, `${message} (${countOf(count, "account")})`);
    }
}

/** Reads the names in blocks' templates. Each template is read once. */
class NameReader {
    readonly #templates: ReadonlyMap<string, BlockModel>;
    readonly #resources = new Map<string, CloudFormationTemplate["Resources"]>();
    readonly #names = new Map<Readonly<Record<string, string>>, readonly TakenName[]>();

    constructor(blocks: readonly BlockModel[]) {
        this.#templates = new Map(blocks.map((block) => [block.key, block]));
    }

    /** Places that say the same share their parameters, so that a thousand accounts are read once. */
    namesOf({ block, parameters }: AccountBlock): readonly TakenName[] {
        const known = this.#names.get(parameters);
        if (known) return known;
        const names = Object.values(this.#resourcesOf(block)).flatMap(({ Type, Properties = {} }): TakenName[] => {
            const named = NAMED.get(Type);
            const name = named && textOf(Properties[named.property], parameters);
            return named && name !== undefined ? [{ what: named.what, name }] : [];
        });
        this.#names.set(parameters, names);
        return names;
    }

    #resourcesOf(key: string): CloudFormationTemplate["Resources"] {
        const known = this.#resources.get(key);
        if (known) return known;
        const text = this.#templates.get(key)?.template;
        const resources = text === undefined ? {} : (JSON.parse(text) as CloudFormationTemplate).Resources;
        this.#resources.set(key, resources);
        return resources;
    }
}

/** A name with the values of parameters; undefined if something else decides, such as the account's id. */
function textOf(value: unknown, parameters: Readonly<Record<string, string>>): string | undefined {
    const of = (name: string): string | undefined => (Object.hasOwn(parameters, name) ? parameters[name] : undefined);
    if (typeof value === "string") return value;
    if (!isJsonMap(value)) return undefined;
    if (typeof value.Ref === "string") return of(value.Ref);
    const text = value["Fn::Sub"];
    if (typeof text !== "string") return undefined;
    let isKnown = true;
    const name = text.replace(/\$\{([^}]+)\}/g, (_, placeholder: string) => {
        const found = of(placeholder);
        isKnown &&= found !== undefined;
        return found ?? "";
    });
    return isKnown ? name : undefined;
}
