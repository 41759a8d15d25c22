import { resolvedTemplate, survivesDeletion, type TemplateResource } from "../../../cloudformation";
import type { Findings } from "../../../definition/feature";
import { countOf, list, visible } from "../../../limits";
import { templateOf, type BlockChange } from "../effect/blockChange";
import type { BlockSide } from "../effect/blockSide";
import type { JudgedBaseline } from "./judgedBaseline";

const MOST_NAMES = 5;

/** Types with a property that looks like a name which is taken once, and is not. */
const NAMED_FREELY = new Set(["AWS::Cognito::UserPool"]);

/**
 * Warns of resources that stay with a name of their own where a block ends: CloudFormation would not make them a second time, so the block cannot
 * come back as it is.
 */
export function retainedNames({ changes }: Pick<JudgedBaseline, "changes">): Findings {
    return { problems: [], warnings: changes.flatMap(warningOf) };
}

function warningOf({ key, before, after, loses }: BlockChange): string[] {
    if (!before || loses.size === 0) return [];
    const keepsStacks = (after ?? before).keepsStacks;
    const names = new Set([...loses.keys()].flatMap((account) => staying(before, account, keepsStacks)));
    if (names.size === 0) return [];
    const accounts = [...loses.keys()].sort();
    const one = names.size === 1;
    return [
        `block ${visible(key)} ${after ? "leaves" : "ends in"} ${countOf(accounts.length, "account")} (${list(accounts, MOST_NAMES)}), and ${list([...names].sort(), MOST_NAMES)} ${one ? "stays" : "stay"} there with ${one ? "its name" : "their names"}. ` +
            `A stack that makes ${one ? "it" : "them"} again fails, because the ${one ? "name is" : "names are"} taken: before you write the block there again, delete ${one ? "it" : "them"} in the account or import ${one ? "it" : "them"} into a stack, or use another name`,
    ];
}

/** `AWS::S3::Bucket History (acme-history)` */
function staying(before: BlockSide, account: string, keepsStacks: boolean): string[] {
    const { Resources } = resolvedTemplate(templateOf(before), before.accounts.get(account)?.parameters ?? {});
    return Object.entries(Resources)
        .filter(([, resource]) => keepsStacks || survivesDeletion(resource))
        .flatMap(([logicalId, resource]) => {
            const name = ownName(resource);
            if (name === undefined) return [];
            const text = typeof name === "string" ? ` (${visible(name)})` : "";
            return [`${visible(resource.Type)} ${visible(logicalId)}${text}`];
        });
}

/** The name that the template gives a resource. Absent: CloudFormation makes one for each stack. */
function ownName({ Type, Properties = {} }: TemplateResource): unknown {
    if (NAMED_FREELY.has(Type)) return undefined;
    const kind = Type.split("::").at(-1) ?? "";
    const property = [`${kind}Name`, `${kind}Identifier`, "Name"].find((one) => Object.hasOwn(Properties, one));
    if (property === undefined) return undefined;
    const name = Properties[property];
    return subText(name) ?? name;
}

function subText(value: unknown): unknown {
    return typeof value === "object" && value !== null && "Fn::Sub" in value ? value["Fn::Sub"] : undefined;
}
