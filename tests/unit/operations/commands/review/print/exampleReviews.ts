import type { Risk } from "../../../../../../definition/feature";
import type { ChangeReview, PlacedChange } from "../../../../../../program/changes/changeReview";

/** A review in which nothing happens, with what a test says otherwise. */
export function reviewOf(given: Partial<ChangeReview> = {}): ChangeReview {
    const resources = given.changes?.flatMap((change) => change.resources) ?? [];
    return {
        version: 1,
        stack: "prod",
        isConfirmed: true,
        refusals: [],
        changes: [],
        others: [],
        counts: { create: 0, import: 0, update: resources.length, replace: 0, delete: 0, forget: 0, same: 174 },
        notes: [],
        claims: [],
        policyPack: [],
        work: { calls: 0, seconds: 0 },
        unknown: [],
        acknowledgements: { missing: [], given: [], unused: [], unusedLines: [] },
        digest: "3f2a9c0d11ee",
        ...given,
    };
}

/** A change as a test says it. A danger that nothing acknowledges is none of ours, and has to be shown all the same. */
export function changeOf(given: GivenChange): PlacedChange {
    return { kind: "test", subject: "accounts", risk: "routine", details: [], resources: [], ...given } as PlacedChange;
}

type GivenChange = Partial<Omit<PlacedChange, "risk" | "acknowledge" | "acknowledgedBy" | "text">> &
    Pick<PlacedChange, "text"> & { readonly risk?: Risk; readonly acknowledge?: string };

const STACK = "urn:pulumi:prod::aws-organization::aws-organization:index:Organization";

export function accountUrn(key: string): string {
    return `${STACK}$aws-organization:index:Account$aws:organizations/account:Account::${key}`;
}

function attachmentUrn(policy: string, target: string): string {
    return `${STACK}$aws-organization:index:OrganizationalUnit$aws:organizations/policyAttachment:PolicyAttachment::${policy}@${target}`;
}

const file = (name: string, line: number): PlacedChange["place"] => ({ file: `organizations/prod/${name}`, line });

const CREATED = changeOf({
    kind: "account-created",
    risk: "attention",
    text: "Account shop-test is created in unit Workloads/NonProduction.",
    details: [
        "Its e-mail address is aws+shop-test@example.com.",
        "It gets the tags Environment=dev and Team=shop.",
        "12 guardrails bind it: regions, deny-root, deny-leaving-organization and 9 more.",
    ],
    resources: [accountUrn("shop-test")],
    place: { ...file("accounts/shop.yaml", 9), column: 5 } as PlacedChange["place"] & object,
});

const DANGERS: readonly PlacedChange[] = [
    changeOf({
        kind: "account-closed",
        risk: "danger",
        isIrreversible: true,
        text: "Account old-shop (111122223333) is closed.",
        details: [
            "AWS keeps it for 90 days and then deletes everything in it.",
            "Last month it cost 1,204 USD.",
            "8 people lose access to it: ada, ben, chen and 5 more.",
        ],
        resources: [accountUrn("old-shop")],
        acknowledge: "close old-shop",
        code: "1a2b3c4d",
        place: file("accounts/shop.yaml", 14),
    }),
    changeOf({
        kind: "policy-detached",
        subject: "guardrails",
        risk: "danger",
        text: "Guardrail regions is detached from unit Workloads: 312 accounts lose it.",
        details: ["They may use all regions.", "ec2, s3 and 214 more services become usable in 13 regions."],
        resources: [attachmentUrn("regions", "Workloads")],
        acknowledge: "detach regions from Workloads",
        code: "9f8e7d6c",
        place: file("organization.yaml", 31),
    }),
    changeOf({
        kind: "data-deleted",
        subject: "security",
        risk: "danger",
        isIrreversible: true,
        text: "Audit trail organization loses its bucket acme-audit-logs, with everything in it.",
        acknowledge: "delete acme-audit-logs",
        code: "00c0ffee",
    }),
];

const MIX: ChangeReview = reviewOf({
    changes: [
        ...DANGERS,
        changeOf({
            kind: "account-moved",
            risk: "attention",
            text: "Account data-prod moves from unit Workloads/Production to unit Sandbox.",
            details: ["It loses the guardrails backup and require-encryption."],
            resources: [accountUrn("data-prod")],
            place: file("accounts/data.yaml", 3),
        }),
        changeOf({
            kind: "access-given",
            subject: "access",
            risk: "attention",
            text: "Group platform gets AdministratorAccess in 14 accounts.",
            details: ["ada@example.com and ben@example.com are in it."],
            resources: [`${STACK}$pulumi-nodejs:dynamic/people:AccountAccess::AdministratorAccess@platform`],
            place: file("people.yaml", 22),
        }),
        changeOf({
            kind: "budget-changed",
            subject: "costs",
            text: "Budget of account shop-prod changes from 2,000 to 2,500 USD a month.",
            place: file("accounts/shop.yaml", 4),
        }),
        ...["ci-dev", "ci-prod", "data-dev"].map((key, index) =>
            changeOf({
                kind: "account-tagged",
                text: `Account ${key} gets the tag CostCenter.`,
                details: [`CostCenter: "${4711 + index}"`],
                resources: [accountUrn(key)],
                place: file("accounts/ci.yaml", 2 + index),
            }),
        ),
    ],
    others: [
        {
            operation: "create",
            urn: `${STACK}$aws:cloudwatch/logGroup:LogGroup::trail`,
            type: "aws:cloudwatch/logGroup:LogGroup",
            name: "trail",
            properties: [],
        },
        {
            operation: "update",
            urn: `${STACK}$aws:organizations/organization:Organization::organization`,
            type: "aws:organizations/organization:Organization",
            name: "organization",
            properties: ["awsServiceAccessPrincipals"],
        },
    ],
    counts: { create: 1, import: 0, update: 6, replace: 0, delete: 3, forget: 0, same: 412 },
    notes: [
        {
            severity: "warning",
            topic: "effect",
            message:
                "LOOSER: Workloads (312 accounts) may do more: 613 actions, and perhaps 1 more (policy regions is detached from unit Workloads)\n  - ec2: RunInstances and 612 more, in eu-west-1, eu-west-2 and 11 more regions\n  - perhaps rds: CreateDBCluster, depending on rds:StorageEncrypted",
        },
        {
            severity: "info",
            topic: "effect",
            message:
                "Tighter: sandbox may do less (policy deny-iam-users is attached to unit Sandbox)\n  - iam: CreateUser and CreateAccessKey",
        },
        { severity: "warning", topic: "review", message: "account old-shop owns 2 shared services: network, backup." },
        { severity: "info", topic: "found", message: "Unit Sandbox was found in AWS and is imported." },
    ],
    policyPack: [
        {
            policy: "required-tags",
            level: "advisory",
            message: 'account "data-prod": the tag Owner is missing.',
            resource: accountUrn("data-prod"),
        },
    ],
    work: { calls: 71, seconds: 235 },
    acknowledgements: {
        missing: ["close old-shop", "detach regions from Workloads"],
        given: ["delete acme-audit-logs"],
        unused: ["close legacy"],
        unusedLines: [{ text: "close legacy", place: { file: "organizations/prod/organization.yaml", line: 9 } }],
    },
});

function thousand(): ChangeReview {
    const key = (index: number): string => `team-${String(index).padStart(4, "0")}-prod`;
    const places = (index: number): PlacedChange["place"] => file(`accounts/teams-${index % 40}.yaml`, 3 + index);
    const keys = Array.from({ length: 1_000 }, (_, index) => key(index));
    return reviewOf({
        changes: [
            DANGERS[1] ?? CREATED,
            ...keys.slice(0, 203).map((name, index) =>
                changeOf({
                    kind: "account-moved",
                    risk: "attention",
                    text: `Account ${name} moves from unit Workloads to unit Workloads/Production.`,
                    details: [
                        index % 7 === 0
                            ? "It gets the guardrail backup, and loses 3."
                            : "It gets the guardrail backup.",
                    ],
                    resources: [accountUrn(name)],
                    place: places(index),
                }),
            ),
            ...keys.map((name, index) =>
                changeOf({
                    kind: "account-tagged",
                    text: `Account ${name} gets the tag Team.`,
                    details: [`Team: "team-${index}"`],
                    resources: [accountUrn(name)],
                    place: places(index),
                }),
            ),
        ],
        others: keys.map((name) => ({
            operation: "update",
            urn: `${STACK}$aws-organization:index:Account$aws:account/alternativeContact:AlternativeContact::BILLING@${name}`,
            type: "aws:account/alternativeContact:AlternativeContact",
            name: `BILLING@${name}`,
            properties: ["phoneNumber"],
        })),
        counts: { create: 0, import: 0, update: 2_000, replace: 0, delete: 1, forget: 0, same: 5_112 },
        work: { calls: 3_204, seconds: 1_260 },
        acknowledgements: { missing: ["detach regions from Workloads"], given: [], unused: [], unusedLines: [] },
    });
}

/** The reviews whose comments are kept as files, by their names. */
export const EXAMPLES: Readonly<Record<string, ChangeReview>> = {
    "nothing-changes": reviewOf(),
    "account-created": reviewOf({
        changes: [CREATED],
        counts: { create: 1, import: 0, update: 0, replace: 0, delete: 0, forget: 0, same: 174 },
        work: { calls: 9, seconds: 25 },
    }),
    "dangerous-mix": MIX,
    "thousand-accounts": thousand(),
    refused: reviewOf({
        isConfirmed: false,
        refusals: [
            {
                message:
                    'account "old-shop" would leave the organisation, because the definition no longer has it. Write `state: closed` to close it, or acknowledge that it leaves.\n  - It has 3 members of the delegated services.',
                place: file("organization.yaml", 1),
            },
            {
                message:
                    "The last administrator would lose access: ada is the only one who can change the organisation.",
            },
        ],
        changes: [CREATED],
    }),
    unconfirmed: reviewOf({
        isConfirmed: false,
        changes: [
            changeOf({
                ...CREATED,
                isUnconfirmed: true,
            }),
            changeOf({
                kind: "account-renamed",
                text: "Account shop-dev is renamed from shop-dev to Shop (development).",
                resources: [accountUrn("shop-dev")],
                place: file("accounts/shop.yaml", 4),
            }),
        ],
        unknown: [
            "Whether somebody has changed accounts, units or policies by hand: `org drift` compares.",
            "Whether AWS accepts the e-mail address aws+shop-test@example.com: another account may have it.",
        ],
        work: { calls: 12, seconds: 61 },
    }),
};

/** Links as GitHub Actions gives them. */
export const GITHUB = {
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "acme/organization",
    GITHUB_SHA: "0abeb8cd3f2a9c0d11ee0abeb8cd3f2a9c0d11ee",
};
