import {
    inputText,
    operationKind,
    operationText,
    weighed,
    type ExistingState,
    type ResourceChange,
    type ReviewedChange,
} from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { visible } from "../../../limits";
import type { BaselineModel } from "../model";
import { BLOCK_RESOURCE } from "../plan/homeRegion";
import { reviewedBlock } from "./reviewedBlock";

/** The settings of the management account, by the types of their resources: as people know them, and the block that brings them. */
const MANAGEMENT_SETTINGS: ReadonlyMap<string, readonly [title: string, block: string]> = new Map([
    ["aws:ebs/encryptionByDefault:EncryptionByDefault", ["EBS encryption by default", "ebs-encryption"]],
    ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy", ["The password policy of IAM users", "password-policy"]],
    [
        "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
        ["The block of public S3 access", "s3-public-access-block"],
    ],
]);

/** What a run changes of the baseline: one change for each block, and one for each kind of setting of the management account. */
export function reviewedBaseline(
    model: BaselineModel,
    changes: readonly ResourceChange[],
    state: ExistingState,
): readonly ReviewedChange[] {
    return [
        ...changes.filter(({ type }) => type === BLOCK_RESOURCE).map((change) => reviewedBlock(change, model, state)),
        ...[...MANAGEMENT_SETTINGS].flatMap(([type, [title, block]]) =>
            reviewedSetting(
                changes.filter((change) => change.type === type),
                title,
                block,
                model,
            ),
        ),
    ];
}

/** A setting that leaves the stack goes back to what AWS has by default, which protects less. */
function reviewedSetting(
    changes: readonly ResourceChange[],
    title: string,
    block: string,
    model: BaselineModel,
): readonly ReviewedChange[] {
    const operations = [...new Set(changes.map(({ operation }) => operation))];
    return operations.map((operation): ReviewedChange => {
        const all = changes.filter((change) => change.operation === operation);
        const regions = all.map(({ before, after }) => inputText(after ?? before, "region") ?? "").filter(Boolean);
        const isLess = operation === "delete" || all.some(isWeaker);
        const { path } = model.blocks.find(({ key }) => key === block) ?? {};
        return {
            kind: `management-setting-${operationKind(operation)}`,
            subject: "baseline",
            ...weighed(isLess ? "danger" : "routine", `weaken ${block} of the management account`),
            text: `${title} of the management account ${settingText(operation, isLess)}${regions.length > 0 ? ` in ${regions.join(", ")}` : ""}.`,
            details: all.flatMap(changedValues),
            ...(path && { path }),
            resources: all.map(({ urn }) => urn),
        };
    });
}

function settingText(operation: ResourceChange["operation"], isLess: boolean): string {
    if (operation === "create") return "is turned on";
    if (operation === "delete") return "is turned off";
    return operation === "update" ? `becomes ${isLess ? "weaker" : "another"}` : operationText(operation);
}

/** Whether a value protects less: a switch that is turned off, or a password policy that asks for less. */
function isWeaker({ operation, properties, before, after }: ResourceChange): boolean {
    if (operation !== "update") return false;
    return properties.some((key) => {
        const [old, present] = [before?.[key], after?.[key]];
        if (FREER.has(key)) return false;
        if (typeof old === "boolean") return old && present === false;
        if (typeof old !== "number" || typeof present !== "number") return false;
        // A maximum age of 0 means for ever.
        return key === "maxPasswordAge" ? present === 0 || (old !== 0 && present > old) : present < old;
    });
}

/** Switches that protect nothing. */
const FREER = new Set(["allowUsersToChangePassword", "hardExpiry"]);

function changedValues({ operation, properties, before, after }: ResourceChange): readonly string[] {
    if (operation !== "update") return [];
    return properties
        .filter((key) => before?.[key] !== undefined && after?.[key] !== undefined && !isJsonMap(after[key]))
        .map(
            (key) =>
                `${visible(key)} becomes ${visible(String(after?.[key]))} instead of ${visible(String(before?.[key]))}.`,
        );
}
