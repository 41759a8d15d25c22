import type { AccountModel, AccountState } from "../../../../definition";
import { deniesAction } from "../../../../evaluator/policyPurpose";
import { QUARANTINE } from "../../../../guardrails";
import { knownAnswer, type LeavingAccount } from "../read/leavingAccount";

/** One condition of AWS or of ours that an account must meet before it may leave. */
export interface LeavingCheck {
    readonly what: string;
    /** `confirm`: AWS has no operation that answers this, so a person has to look. */
    readonly answer: "passed" | "failed" | "confirm";
    readonly because: string;
    /** What to do if it failed or has to be confirmed. */
    readonly remedy?: string;
}

/** AWS, "Considerations before removing an account from an organization", read 2026-11-24. */
export const DAYS_BEFORE_LEAVING = 4;
const DAY_MS = 86_400_000;

/** The required members of AWS's ContactInformation, by its service model (read 2026-11-24). */
const REQUIRED_OF_A_CONTACT = ["AddressLine1", "City", "CountryCode", "FullName", "PhoneNumber", "PostalCode"] as const;

/** Runs every check. All answers are reported at once, so that nobody corrects one thing only to meet the next. */
export function checkRequirements(key: string, facts: LeavingAccount, state: AccountState | undefined): LeavingCheck[] {
    return [
        member(facts),
        active(facts),
        old(facts),
        administersNothing(facts),
        contact(facts),
        free(key, facts, state),
        guardrails(facts),
        payment(facts),
        supportPlan(facts),
    ];
}

function member({ account, organization }: LeavingAccount): LeavingCheck {
    const what = "is a member of the organisation";
    return account.id === organization.managementAccountId
        ? {
              what,
              answer: "failed",
              because: `${account.id} is the management account, which cannot leave`,
              remedy: "hand over the organisation instead: the account with all that is in it",
          }
        : { what, answer: "passed", because: `${account.id} in ${organization.id}` };
}

function active({ account }: LeavingAccount): LeavingCheck {
    const what = "is active";
    return account.state === "ACTIVE"
        ? { what, answer: "passed", because: account.state }
        : {
              what,
              answer: "failed",
              because: `it is ${account.state}, and AWS lets only active accounts leave`,
              remedy: "have AWS Support reopen it, within 90 days after it was closed",
          };
}

function old({ account, at }: LeavingAccount): LeavingCheck {
    const what = `was created at least ${DAYS_BEFORE_LEAVING} days ago, or was invited`;
    if (account.joinedMethod === "INVITED") return { what, answer: "passed", because: "it was invited" };
    const possible = new Date(Date.parse(account.joined) + DAYS_BEFORE_LEAVING * DAY_MS);
    return Date.parse(at) >= possible.getTime()
        ? { what, answer: "passed", because: `created ${account.joined}` }
        : {
              what,
              answer: "failed",
              because: `it was created ${account.joined}`,
              remedy: `wait until ${possible.toISOString()}`,
          };
}

function administersNothing({ account, delegations }: LeavingAccount): LeavingCheck {
    const what = "is no delegated administrator";
    if (delegations.length === 0) return { what, answer: "passed", because: "it administers no service" };
    return {
        what,
        answer: "failed",
        because: `it is the delegated administrator of ${delegations.join(", ")}`,
        remedy: [
            "make another account the administrator, and deregister this one (in the definition, if it is written there):",
            ...delegations.map(
                (service) =>
                    `aws organizations deregister-delegated-administrator --account-id ${account.id} --service-principal ${service}`,
            ),
        ].join("\n"),
    };
}

function contact({ account, contact: read }: LeavingAccount): LeavingCheck {
    const what = "has contact information";
    const look = `sign in to it, and look at https://console.aws.amazon.com/billing/home#/account; AWS verifies the phone number there too`;
    if ("unread" in read) {
        return {
            what,
            answer: "confirm",
            because: `it could not be read (${read.unread})`,
            remedy: `give AWS Account Management access to the organisation (serviceAccess: [account.amazonaws.com]), or ${look}`,
        };
    }
    const missing = REQUIRED_OF_A_CONTACT.filter((name) => !read.value?.[name]);
    if (missing.length === 0) return { what, answer: "passed", because: read.value?.FullName ?? "" };
    return {
        what,
        answer: "failed",
        because: read.value ? `${missing.join(", ")} are missing` : "it has none",
        remedy: `aws account put-contact-information --account-id ${account.id} --contact-information ${REQUIRED_OF_A_CONTACT.map((name) => `${name}=...`).join(",")}\nor ${look}`,
    };
}

function free(key: string, { levels }: LeavingAccount, state: AccountState | undefined): LeavingCheck {
    const what = "is not quarantined";
    const attached = levels.some(
        ({ kind, policies }) => kind === "account" && policies.some(({ name }) => name === QUARANTINE),
    );
    if (!attached && state !== "quarantined") return { what, answer: "passed", because: "the policy is not attached" };
    return {
        what,
        answer: "failed",
        because: attached ? `the policy ${QUARANTINE} is attached to it` : "the definition says that it is quarantined",
        remedy: `the quarantine would end when the account leaves. First resolve its cause, then: org release-quarantine ${key}`,
    };
}

/**
 * Checks what the stack would do with the account, because AWS's answers do not show that.
 *
 * @param hindrance the reason in the applied state why the account must not be handed over.
 */
export function notClosed(
    { key, state }: Pick<AccountModel, "key" | "state">,
    hindrance: string | undefined,
    stack: string,
): LeavingCheck {
    const what = "is removed by the stack, and not closed";
    if (hindrance !== undefined) return { what, answer: "failed", because: hindrance };
    if (state !== "closing") return { what, answer: "passed", because: `nothing in the stack ${stack} closes it` };
    return {
        what,
        answer: "failed",
        because: `the definition has \`state: closing\` for ${key}`,
        remedy: "remove that, and run the command again",
    };
}

/** Reports the policies that prevent the account from leaving by itself. They never bind the management account, which removes it. */
function guardrails({ levels }: LeavingAccount): LeavingCheck {
    const denying = levels.flatMap(({ policies }) =>
        policies
            .filter(
                ({ type, document }) =>
                    type === "SERVICE_CONTROL_POLICY" && deniesAction(document, "organizations:LeaveOrganization"),
            )
            .map(({ name }) => name),
    );
    return {
        what: "may be taken out",
        answer: "passed",
        because:
            denying.length === 0
                ? "no guardrail denies leaving"
                : `${[...new Set(denying)].join(", ")} prevent the account from leaving by itself (LeaveOrganization), but not the management account from removing it (RemoveAccountFromOrganization)`,
    };
}

function payment({ account }: LeavingAccount): LeavingCheck {
    return {
        what: "has a payment method",
        answer: "confirm",
        because:
            "AWS has no operation that reports it. The organisation has paid so far; the account pays for itself from the moment it leaves",
        remedy: `sign in to ${account.id} as its root user, and look at https://console.aws.amazon.com/billing/home#/paymentmethods`,
    };
}

function supportPlan({ account, regions }: LeavingAccount): LeavingCheck {
    const china = knownAnswer(regions)?.some((region) => region.startsWith("cn-")) ?? false;
    return {
        what: "has a support plan, and has accepted AWS's agreement",
        answer: "confirm",
        because: "AWS has no operation that reports it",
        remedy: `sign in to ${account.id} as its root user, and look at https://console.${china ? "amazonaws.cn" : "aws.amazon.com"}/support/plans/home; AWS asks there for what is missing`,
    };
}
