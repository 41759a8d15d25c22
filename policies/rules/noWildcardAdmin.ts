import type { ResourceValidationPolicy } from "@pulumi/policy";
import {
    administratorPolicies,
    isAdministratorSet,
    leavesEverything,
    type PermissionsBoundary,
} from "../../evaluator/policyPurpose";
import { list } from "../../limits";
import { ATTACHING_TYPES, attachedAwsPolicies } from "../check/attachedPolicies";
import { forTypes, PERMISSION_SET, subject, type Resource } from "../check/checkedResources";
import { boundaryOf } from "../check/permissionsBoundary";
import { configOf, matchesAny, patternsSchema } from "../check/policyConfig";
import { documentsOf, GRANTING_TYPES, isIdentityPolicy } from "../check/resourceDocuments";
import { known, UNKNOWN } from "../check/unknownValues";
import { ForbiddenActions } from "../check/forbiddenActions";

const NAME = "no-wildcard-admin";

interface Config {
    actions: string[];
    managedPolicies: string[];
    except: string[];
}

const config = configOf<Config>(NAME, {
    actions: {
        type: "array",
        items: { type: "string", pattern: "^(\\*|[A-Za-z0-9*-]+:.+)$" },
        uniqueItems: true,
        default: ["*", "iam:*"],
        description: "The actions that must not be allowed on all resources, written as in a policy",
    },
    managedPolicies: patternsSchema("Names of AWS's own policies that must not be attached", [
        "AdministratorAccess",
        "AWSMcpServiceActionsFullAccess",
        "IAMFullAccess",
    ]),
    except: patternsSchema("Names in Pulumi of resources that may grant full access, such as a break-glass role"),
});

/**
 * No identity may do everything: no document allows all actions on all resources, or all but some, or all of IAM, which amounts to the
 * same; and none of AWS's administrator policies is attached. Neither a condition nor a Deny changes that, because it can be taken away. A
 * boundary does.
 *
 * A permission set of this project may allow everything where it is break-glass, and nowhere else: `except` excuses all but that.
 *
 * Service and resource control policies are not checked, because an Allow there grants nothing. Nor is what several resources
 * give to one role, or a document and a policy of AWS together: those take IAM Access Analyzer.
 */
export const noWildcardAdmin: ResourceValidationPolicy = {
    name: NAME,
    displayName: "No all-powerful policies",
    description: "No IAM policy or permission set allows everything on everything, except for emergencies.",
    enforcementLevel: "mandatory",
    severity: "critical",
    tags: ["iam", "security"],
    remediationSteps:
        "List the actions and resources that are needed. A permission set for emergencies has `breakGlass: true` in the definition. Other resources that must grant full access are named in the configuration.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    configSchema: config.schema,
    validateResource: forTypes([...new Set([...GRANTING_TYPES, ...ATTACHING_TYPES])], (args, report) => {
        const settings = config.read(args);
        const isSet = args.type === PERMISSION_SET;
        const isBreakGlass = isSet && known(() => args.props.isBreakGlass as unknown);
        const boundary = boundaryOf(args);
        if (isBreakGlass === true || isBreakGlass === UNKNOWN || boundary === UNKNOWN) return;

        const everything = isSet ? administratorGrant(args, boundary) : undefined;
        if (everything !== undefined) {
            report(
                `${subject(args)} ${everything}.\n` +
                    "Only a way in for emergencies may do that. Name what is needed instead, or write `breakGlass: true` at the permission set in the definition (in your own program `isBreakGlass: true`).",
            );
            return;
        }
        if (matchesAny(NAME, "except", settings.except, args.name)) return;
        for (const what of [...wideDocuments(args, settings, boundary), ...attachments(args, settings, boundary)]) {
            report(
                `${subject(args)} ${what}.\n` +
                    `Name what is needed instead, ${isSet ? "write `breakGlass: true` if it is for emergencies, " : ""}` +
                    `or add ${JSON.stringify(args.name)} to ${NAME}.except if it must have full access.`,
            );
        }
    }),
};

/** How a permission set of this project allows everything, by the judgement that the language has; undefined where it does not. */
function administratorGrant(resource: Resource, boundary: PermissionsBoundary | undefined): string | undefined {
    const limit = boundary && { boundary };
    const managedPolicies = attachedAwsPolicies(resource);
    if (isAdministratorSet({ managedPolicies, ...limit })) return togetherText(administratorPolicies(managedPolicies));
    const inline = documentsOf(resource).find(({ text: inlinePolicy }) =>
        isAdministratorSet({ managedPolicies: [], inlinePolicy, ...limit }),
    );
    return inline && `allows everything by ${inline.what}`;
}

/** What the documents of a resource allow too widely. */
function wideDocuments(resource: Resource, { actions }: Config, boundary: PermissionsBoundary | undefined): string[] {
    const documents = documentsOf(resource).filter(({ kind }) => isIdentityPolicy(kind));
    return new ForbiddenActions(actions).wideGrants(documents, boundary);
}

/** What is wrong with the policies of AWS that a resource attaches: one by one, or else together. */
function attachments(resource: Resource, settings: Config, boundary: PermissionsBoundary | undefined): string[] {
    const forbidden = new ForbiddenActions(settings.actions);
    const names = attachedAwsPolicies(resource);
    const listed = names
        .filter((name) => matchesAny(NAME, "managedPolicies", settings.managedPolicies, lastPart(name)))
        .filter((name) => forbidden.leavesPolicy(name, boundary));
    if (listed.length > 0 || !forbidden.isEverything || !leavesEverything(boundary)) {
        return listed.map((name) => `attaches AWS's ${lastPart(name)}`);
    }
    const together = administratorPolicies(names);
    // The configuration decides of one alone.
    return together.length > 1 ? [togetherText(together)] : [];
}

function togetherText(names: readonly string[]): string {
    const which = names.length > 1 ? "which together allow everything" : "which allows everything";
    return `attaches AWS's ${list(names)}, ${which}`;
}

/** The name of a policy of AWS without its path. */
function lastPart(name: string): string {
    return name.slice(name.lastIndexOf("/") + 1);
}
