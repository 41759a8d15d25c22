import type { AwsClients } from "../../aws/awsClients";
import { DetectionClients } from "../../aws/detectionClients";
import type { OrganizationModel } from "../../definition";
import type { ExistingResource } from "../../definition/feature";
import { NOTHING_FOUND, type FoundSecurity } from "./plan/foundSecurity";
import { findAppointed } from "./questions/foundAdministrators";
import { findDetectors } from "./questions/foundDetectors";
import { findInAudit } from "./questions/foundInAudit";
import { findTrail } from "./questions/foundTrail";
import { SecurityQuestions } from "./questions/securityQuestions";
import { switchesOn, type SecurityModel } from "./securityModel";

/** What security needs of the stack's state. */
interface StackBefore {
    /** Absent before the organisation exists. */
    readonly organizationId?: string;
    readonly managementAccountId?: string;
    readonly accounts: ReadonlyMap<string, { readonly id: string; readonly roleName?: string }>;
    readonly featureResources?: ReadonlyMap<string, readonly ExistingResource[]>;
}

/**
 * Asks AWS what it has already of what the definition turns on and the state lacks: a detector that AWS has made, another trail of the
 * organisation. A run that turns nothing on asks nothing. In an account that does not exist yet there is nothing to find.
 */
export async function findSecurity(
    model: SecurityModel,
    organization: OrganizationModel,
    before: StackBefore,
    aws: AwsClients,
): Promise<FoundSecurity> {
    if (switchesOn(model).length === 0 || before.organizationId === undefined) return NOTHING_FOUND;
    const idOf = (key: string | undefined): string | undefined =>
        key === undefined
            ? undefined
            : (before.accounts.get(key)?.id ?? organization.accounts.find((one) => one.key === key)?.id);
    const ids = { logArchive: idOf(model.logArchive), audit: idOf(model.audit) };
    const inAccount = (key: string | undefined, id: string | undefined): DetectionClients | undefined => {
        const account = organization.accounts.find((one) => one.key === key);
        return account && id !== undefined
            ? DetectionClients.of(aws, `arn:${partitionOf(aws.region)}:iam::${id}:role/${account.roleName}`)
            : undefined;
    };
    const questions = new SecurityQuestions({
        resources: before.featureResources ?? new Map<string, readonly ExistingResource[]>(),
        management: DetectionClients.of(aws),
        logArchive: inAccount(model.logArchive, ids.logArchive),
        audit: inAccount(model.audit, ids.audit),
    });
    const [trail, detectors, administrators, inAudit] = await Promise.all([
        findTrail(model, ids.logArchive, questions),
        findDetectors(model, questions),
        findAppointed(model, questions),
        findInAudit(model, questions),
    ]);
    return {
        ...NOTHING_FOUND,
        ...trail,
        detectors,
        administrators,
        ...inAudit,
        ids: {
            ...(ids.logArchive !== undefined && { logArchive: ids.logArchive }),
            ...(ids.audit !== undefined && { audit: ids.audit }),
        },
        unread: questions.unread,
    };
}

function partitionOf(region: string): string {
    if (region.startsWith("cn-")) return "aws-cn";
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
