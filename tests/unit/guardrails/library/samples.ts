import { LIBRARY } from "../../../../guardrails";

/** The examples of the guardrails without defaults, by name. */
export const SAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = Object.fromEntries(
    [...LIBRARY.values()].flatMap(({ name, example }) => (example ? [[name, example]] : [])),
);

const many = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index));
const roles = many(
    20,
    (index) => `arn:aws:iam::1234567890${String(index).padStart(2, "0")}:role/platform/Administrator${index}`,
);
const accounts = many(20, (index) => `1234567890${String(index).padStart(2, "0")}`);

/** More of everything than a large company has: documents stay within AWS's size, or are divided to. */
export const LARGE: Readonly<Record<string, Record<string, unknown>>> = {
    "allowed-images": { providers: [...accounts, "amazon"], state: "enabled" },
    "backup-by-tag": {
        regions: ["eu-central-1", "eu-west-1", "us-east-1", "ap-southeast-1"],
        plans: Object.fromEntries(
            many(8, (index) => [
                `plan-${index}`,
                {
                    schedule: "cron(0 3 ? * * *)",
                    deleteAfterDays: 400,
                    coldAfterDays: 30,
                    copyTo: [{ region: "eu-west-1", account: "111122223333", deleteAfterDays: 35 }],
                },
            ]),
        ),
    },
    "deny-expensive-instances": { allowedOnly: ["t3.*", "t4g.*", "m7g.large"], exemptRoles: roles },
    "deny-imdsv1": { everyLaunchSays: true, denyOldCredentials: true, exemptRoles: roles },
    "deny-public-s3": { bucketBlocks: true, exemptRoles: roles },
    "only-our-organization": {
        organizationId: "o-a1b2c3d4e5",
        partnerAccounts: accounts,
        exemptPrincipals: roles.slice(0, 5),
        exemptResources: many(10, (index) => `arn:*:s3:::our-public-website-number-${index}/*`),
    },
    "region-deny": {
        regions: many(20, (index) => `eu-central-${index}`),
        alsoAllowed: many(40, (index) => `service${index}:*`),
        exemptRoles: roles,
    },
    "require-encryption": { exemptRoles: roles },
    "require-tags-on-create": {
        tags: many(8, (index) => `company:tag-number-${index}`),
        resources: ["ec2:instance", "ec2:volume", "rds:db", "s3:bucket", "lambda:function"],
        exemptRoles: roles,
    },
    "required-tags": {
        tags: Object.fromEntries(many(20, (index) => [`Tag${index}`, many(10, (value) => `value-${value}`)])),
        requiredFor: ["ec2:instance", "s3:bucket"],
        enforcedFor: ["ec2:instance", "s3:bucket"],
    },
    "s3-encryption": { kms: "always" },
};
