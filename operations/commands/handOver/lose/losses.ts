import { STACK_SETS_SERVICE } from "../../../../limits";
import { knownAnswer, RESOURCE_SHARES, type LeavingAccount } from "../read/leavingAccount";
import { sharesLost, stacksLost } from "./sharedLosses";

/** Something that the account has because of the organisation. */
export interface Loss {
    readonly what: string;
    /** The items that are lost: policies, tags, people. */
    readonly items: readonly string[];
    /** The consequence, or where to look for what could not be read. */
    readonly note?: string;
}

/** What ends at the moment the account leaves. */
export function losses(facts: LeavingAccount): Loss[] {
    return [
        ...policies(facts),
        ...services(facts),
        billing(),
        access(facts),
        shares(facts),
        stackSets(facts),
        tags(facts),
    ];
}

/** The policies that bind the account: its own, and those of every level above. */
function policies({ levels }: LeavingAccount): Loss[] {
    const items = levels.flatMap(({ kind, name, policies: attached }) =>
        attached
            .filter(({ awsManaged }) => !awsManaged)
            .map(
                ({ type, name: policy }) =>
                    `${policy} (${type}), attached to ${kind === "root" ? "the root" : `${kind} ${name}`}`,
            ),
    );
    return [
        {
            what: "guardrails",
            items,
            note:
                items.length === 0
                    ? "None but AWS's own are attached."
                    : "Nothing binds the account afterwards. Their documents are in the record.",
        },
    ];
}

function services({ organization: { serviceAccess } }: LeavingAccount): Loss[] {
    if (serviceAccess.length === 0) return [];
    return [
        {
            what: "services that work with the organisation",
            items: serviceAccess,
            note: "What they do for every account ends for this one: the organisation's trail, detectors, backups and the like.",
        },
    ];
}

function billing(): Loss {
    return {
        what: "consolidated billing",
        items: [
            "volume discounts that AWS calculates over all accounts",
            "reservations and savings plans that other accounts share with it, and those of its own that others use",
            "the organisation's credits, and private prices",
        ],
        note: "It pays for itself from the moment it leaves. Its earlier bills and cost data stay with the management account: export what the receiver needs.",
    };
}

function access({ assignments, account }: LeavingAccount): Loss {
    const what = "access through IAM Identity Center";
    if ("unread" in assignments) {
        return {
            what,
            items: [],
            note: `The assignments could not be read (${assignments.unread}). To see them: aws sso-admin list-permission-sets-provisioned-to-account --instance-arn <arn> --account-id ${account.id}`,
        };
    }
    return {
        what,
        items: assignments.value.map(
            ({ permissionSet, principalType, principalId }) =>
                `${permissionSet} for ${principalType.toLowerCase()} ${principalId}`,
        ),
        note: "Everybody who signs in this way loses access. First give the receiver a way in of their own.",
    };
}

function shares({ shares: read, account }: LeavingAccount): Loss {
    const what = "resources shared within the organisation (RAM)";
    if (!read)
        return { what, items: [], note: `None: the organisation does not share (${RESOURCE_SHARES} has no access).` };
    return { what, ...sharesLost(read, account.id) };
}

function stackSets({ stackInstances: read, account }: LeavingAccount): Loss {
    const what = "stacks of service-managed StackSets";
    if (!read)
        return { what, items: [], note: `None: StackSets have no access to the organisation (${STACK_SETS_SERVICE}).` };
    return { what, ...stacksLost(read, account.id) };
}

function tags({ tags: all }: LeavingAccount): Loss {
    return {
        what: "the account's tags",
        items: Object.entries(all).map(([key, value]) => `${key}: ${value}`),
        note: "AWS deletes them: accounts outside organisations have none. They are in the record.",
    };
}

/** What the account keeps and the receiver should know. */
export function stays(facts: LeavingAccount, roleName: string): string[] {
    const { account, organization } = facts;
    return [
        `all resources in it, and its id ${account.id}`,
        `the root user's e-mail ${account.email}: whoever reads that mailbox owns the account. Change it to the receiver's, and hand over the password and the MFA device`,
        `its contacts${Object.keys(knownAnswer(facts.alternateContacts) ?? {}).length > 0 ? " (also the alternate ones)" : ""} and regions`,
        `the role ${roleName}, which management account ${organization.managementAccountId} can go on assuming until the receiver deletes it:\n${accessRoleCommands(roleName).join("\n")}`,
    ];
}

/** Commands for the new owner. They must run in the account, with other credentials than those of the role. */
export function accessRoleCommands(roleName: string): string[] {
    return [
        `for policy in $(aws iam list-attached-role-policies --role-name ${roleName} --query 'AttachedPolicies[].PolicyArn' --output text); do aws iam detach-role-policy --role-name ${roleName} --policy-arn "$policy"; done`,
        `for policy in $(aws iam list-role-policies --role-name ${roleName} --query 'PolicyNames[]' --output text); do aws iam delete-role-policy --role-name ${roleName} --policy-name "$policy"; done`,
        `aws iam delete-role --role-name ${roleName}`,
    ];
}
