import type { ResourceValidationPolicy } from "@pulumi/policy";
import { configOf } from "../check/policyConfig";
import { ACCOUNT, forTypes, ORGANIZATION, subject } from "../check/checkedResources";
import { markOf, tagsOf } from "../check/resourceTags";
import { known, UNKNOWN } from "../check/unknownValues";

const NAME = "protected-accounts";

interface Config {
    tags: Record<string, string[]>;
}

const config = configOf<Config>(NAME, {
    tags: {
        type: "object",
        additionalProperties: { type: "array", items: { type: "string" }, minItems: 1 },
        default: { Environment: ["prod", "production"] },
        description: "The tags that mark an account as production, each with its values, whose case does not matter",
    },
});

/**
 * Resources that cannot be restored are protected: the organisation and every production account. AWS deletes a closed account after 90
 * days and never accepts its e-mail again. `protect` makes Pulumi refuse to delete or replace a resource.
 */
export const protectedAccounts: ResourceValidationPolicy = {
    name: NAME,
    displayName: "Production accounts are protected",
    description: "The organisation and production accounts cannot be deleted by accident.",
    enforcementLevel: "mandatory",
    severity: "critical",
    tags: ["accounts"],
    remediationSteps:
        "Remove `state: leaving` or `state: closing` from the definition; in your own program, set the resource option protect to true, and do not set closeOnDeletion.",
    url: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    configSchema: config.schema,
    validateResource: forTypes([ACCOUNT, ORGANIZATION], (args, report) => {
        const marks = config.read(args).tags;
        if (args.type === ORGANIZATION) {
            if (!args.opts.protect) {
                report(
                    `${subject(args)} is not protected: deleting it dissolves the organisation.\n` +
                        "Set the resource option `protect: true`.",
                );
            }
            return;
        }
        const mark = markOf(tagsOf(args), marks);
        if (mark === undefined || mark === UNKNOWN) return;

        const because = `${subject(args)} is production (${mark.key}: ${mark.value})`;
        if (!args.opts.protect) {
            report(
                `${because} and not protected: it could be deleted.\n` +
                    "In the definition, remove `state: leaving` or `state: closing`; in your own program, set the resource option `protect: true`. To let it leave the organisation, first take it out of production: change the tag.",
            );
        }
        if (known(() => args.props.closeOnDeletion as unknown) === true) {
            report(
                `${because} and would be closed when its resource is deleted (closeOnDeletion).\n` +
                    "In the definition, remove `state: closing`; in your own program, `closeOnDeletion`. To close the account, first take it out of production: change the tag.",
            );
        }
    }),
};
