import { resolvedTemplate, survivesDeletion, type TemplateResource } from "../../../cloudformation";
import { visible } from "../../../limits";
import { templateOf } from "./blockChange";
import type { BlockSide } from "./blockSide";

/** A resource with a name of its own that stays when its stack ends: CloudFormation cannot make it a second time. */
export interface StayingResource {
    /** Its name in the template. */
    readonly resource: string;
    /** `AWS::S3::Bucket History (acme-history)` */
    readonly text: string;
}

/** Types with a property that looks like a name which is taken once, and is not. */
const NAMED_FREELY = new Set(["AWS::Cognito::UserPool"]);

/**
 * What stays with a name of its own in an account whose stack of a block ends.
 *
 * @param account as the block's accounts are named.
 * @param keepsStacks whether AWS leaves the whole stack's resources there.
 */
export function stayingResources(
    before: BlockSide,
    account: string,
    keepsStacks = before.keepsStacks,
): readonly StayingResource[] {
    const { Resources } = resolvedTemplate(templateOf(before), before.accounts.get(account)?.parameters ?? {});
    return Object.entries(Resources)
        .filter(([, resource]) => keepsStacks || survivesDeletion(resource))
        .flatMap(([logicalId, resource]) => {
            const name = ownName(resource);
            if (name === undefined) return [];
            const text = typeof name === "string" ? ` (${visible(name)})` : "";
            return [{ resource: logicalId, text: `${visible(resource.Type)} ${visible(logicalId)}${text}` }];
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
