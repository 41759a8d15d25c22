import type { ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { configOf, matchesAny, patternsSchema } from "../check/policyConfig";
import { ACCOUNT, forTypes, subject, type Resource } from "../check/checkedResources";
import { isRootId, parents } from "../check/resourceParents";
import { known, UNKNOWN } from "../check/unknownValues";

const NAME = "account-in-unit";

interface Config {
    except: string[];
}

const config = configOf<Config>(NAME, {
    except: patternsSchema("Names in Pulumi of accounts that may be directly under the root"),
});

/**
 * An account is in a unit, never directly under the root: guardrails are attached to units, and those of the root bind every account. AWS
 * puts an account without `parentId` under the root.
 *
 * Pulumi runs both callbacks of this policy. The first checks each account by its `parentId` before it is registered. In the preview that
 * creates the organisation the root has no id yet: so the second checks the accounts whose `parentId` is unknown, by the resource that
 * it comes from.
 */
export const accountInUnit: ResourceValidationPolicy & StackValidationPolicy = {
    name: NAME,
    displayName: "Accounts are in units",
    description: "An account is in an organisational unit, not directly under the root.",
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["accounts", "guardrails"],
    remediationSteps:
        "Give the account a unit in the definition; in your own program, set its parentId to the id of a unit. The account is moved in place.",
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html",
    configSchema: config.schema,
    validateResource: forTypes([ACCOUNT], (args, report) => {
        const { except } = config.read(args);
        const parentId = known(() => args.props.parentId as unknown);
        if (parentId === UNKNOWN || matchesAny(NAME, "except", except, args.name)) return;
        if (typeof parentId !== "string")
            reportRoot(args, report, "it has no `parentId`, so AWS puts it under the root");
        else if (isRootId(parentId)) reportRoot(args, report, `its \`parentId\` is the root, ${parentId}`);
    }),
    validateStack(args, report) {
        const { except } = config.read(args);
        const parentOf = parents(args.resources);
        for (const account of args.resources.filter(({ type }) => type === ACCOUNT)) {
            const isUnknown = known(() => account.props.parentId as unknown) === UNKNOWN;
            if (!isUnknown || matchesAny(NAME, "except", except, account.name)) continue;
            if (parentOf(account).kind === "root") {
                const origin = "its `parentId` comes from the organisation, so it is the root's";
                reportRoot(account, (message) => report(message, account.urn), origin);
            }
        }
    },
};

function reportRoot(account: Resource, report: ReportViolation, why: string): void {
    report(
        `${subject(account)} is directly under the root: ${why}.\n` +
            `Give it a \`unit\` in the definition (in your own program: the id of a unit as \`parentId\`), or add ${JSON.stringify(account.name)} to ${NAME}.except.`,
    );
}
