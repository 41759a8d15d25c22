import type { ResourceValidationPolicy } from "@pulumi/policy";
import { configOf, matchesAny, patternsSchema } from "../check/policyConfig";
import { ACCOUNT, forTypes, subject } from "../check/checkedResources";
import { markOf, tagsOf } from "../check/resourceTags";
import { known } from "../check/unknownValues";

const NAME = "account-closing";

interface Config {
    tags: Record<string, string[]>;
    except: string[];
}

const config = configOf<Config>(NAME, {
    tags: {
        type: "object",
        additionalProperties: { type: "array", items: { type: "string" }, minItems: 1 },
        default: { Environment: ["sandbox", "suspended"] },
        description:
            "The tags that mark an account as one that may be closed, each with its values, whose case does not matter",
    },
    except: patternsSchema("Names in Pulumi of other accounts whose closing is acknowledged"),
});

/**
 * Only accounts in a sandbox or a unit for suspended accounts may be closed; the closing of any other is acknowledged by its name in the
 * configuration. Tags say which accounts those are, because an account inherits the tags of its unit. A policy pack sees no definition,
 * and so no `acknowledge` in one.
 */
export const accountClosing: ResourceValidationPolicy = {
    name: NAME,
    displayName: "No closing by accident",
    description: "Outside sandboxes and suspended units an account is closed only if that is acknowledged.",
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["accounts"],
    remediationSteps:
        "Move the account to the unit for suspended accounts first, as `org close` does, or name it in `except` of this policy.",
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_close.html",
    configSchema: config.schema,
    validateResource: forTypes([ACCOUNT], (args, report) => {
        const { tags, except } = config.read(args);
        if (known(() => args.props.closeOnDeletion as unknown) !== true) return;
        if (matchesAny(NAME, "except", except, args.name) || markOf(tagsOf(args), tags) !== undefined) return;
        const marks = Object.entries(tags).map(([key, values]) => `${key}: ${values.join(" or ")}`);
        report(
            `${subject(args)} would be closed when its resource is deleted, and is neither in a sandbox nor suspended (${marks.join(", ")}).\n` +
                `Move it to the unit for suspended accounts first, as \`org close\` does, or add ${JSON.stringify(args.name)} to \`except\` of this policy.`,
        );
    }),
};
