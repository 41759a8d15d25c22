import assert from "node:assert/strict";
import { changeLines, reviewBetween, unbound } from "./reviewedDefinitions";

interface Written {
    readonly policies?: string;
    readonly root?: string;
    readonly workloads?: string;
    readonly shop?: string;
    readonly sandbox?: string;
    readonly more?: string;
}

const deny = (sid: string, action: string): string =>
    `{ Sid: ${sid}, Effect: Deny, Action: "${action}", Resource: "*" }`;
const scp = (...statements: readonly string[]): string =>
    `{ type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [${statements.join(", ")}] } }`;
const [BUCKETS, TABLES] = [deny("Buckets", "s3:DeleteBucket"), deny("Tables", "dynamodb:DeleteTable")];
const BACKUP = `{ type: BACKUP_POLICY, document: { plans: { daily: {
    regions: { "@@assign": [eu-central-1] },
    rules: { day: { schedule_expression: { "@@assign": "cron(0 5 ? * * *)" }, target_backup_vault_name: { "@@assign": Default } } },
    selections: { tags: { all: { iam_role_arn: { "@@assign": "arn:aws:iam::$account:role/Backup" }, tag_key: { "@@assign": Backup }, tag_value: { "@@assign": ["yes"] } } } } } } } }`;
const IN_TWO_REGIONS = BACKUP.replace("[eu-central-1]", "[eu-central-1, eu-west-1]");
const tags = (values: string): string =>
    `${OWN}, spelling: { guardrail: tag-spelling, parameters: { tags: { ${values} } } }`;
const ONLY = `only: { type: SERVICE_CONTROL_POLICY, acknowledge: { lockOut: [OrganizationAccountAccessRole] }, document: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] } }`;
const OWN = `own: ${scp(BUCKETS, TABLES)}`;

function definition({
    policies = OWN,
    root = "",
    workloads = "",
    shop = "",
    sandbox = "",
    more = "",
}: Written): string {
    return `
organization: { serviceAccess: [backup.amazonaws.com] }
defaults: { email: "{account}@example.com" }
guardrails: [${root}]
policies: { ${policies} }
units:
    Workloads: { ${workloads} }
    Sandbox: { ${sandbox} }
    Empty: {}
    ${more}
accounts:
    shop: { unit: Workloads, ${shop} }
    play: { unit: Sandbox }
`;
}

const CASES: readonly {
    readonly about: string;
    readonly before?: Written;
    readonly after?: Written;
    readonly expected: readonly string[];
}[] = [
    {
        about: "a guardrail that comes",
        after: { workloads: "guardrails: [own]" },
        expected: ["attention: Guardrail own binds unit Workloads from now on."],
    },
    {
        about: "a guardrail that goes",
        before: { workloads: "guardrails: [own]" },
        expected: ["danger: Guardrail own no longer binds unit Workloads. [detach own from Workloads]"],
    },
    {
        about: "a guardrail that goes from the root",
        before: { root: "own" },
        expected: ["danger: Guardrail own no longer binds the root. [detach own from root]"],
    },
    {
        about: "a guardrail that goes from an account",
        before: { shop: "guardrails: [own]" },
        expected: ["danger: Guardrail own no longer binds account shop. [detach own from shop]"],
    },
    {
        about: "a guardrail that goes where the root still has it",
        before: { root: "own", workloads: "guardrails: [own]" },
        after: { root: "own" },
        expected: ["attention: Guardrail own no longer binds unit Workloads."],
    },
    {
        about: "a guardrail that moves up to the unit",
        before: { shop: "guardrails: [own]" },
        after: { workloads: "guardrails: [own]" },
        expected: [
            "attention: Guardrail own binds unit Workloads from now on.",
            "attention: Guardrail own no longer binds account shop.",
        ],
    },
    {
        about: "a guardrail that moves to another unit: only the one that loses it counts",
        before: { workloads: "guardrails: [own]" },
        after: { sandbox: "guardrails: [own]" },
        expected: [
            "danger: Guardrail own no longer binds unit Workloads. [detach own from Workloads]",
            "attention: Guardrail own binds unit Sandbox from now on.",
        ],
    },
    {
        about: "another key for the same statements",
        before: { workloads: "guardrails: [own]" },
        after: { policies: OWN.replace("own", "ours"), workloads: "guardrails: [ours]" },
        expected: [
            "attention: Guardrail ours binds unit Workloads from now on.",
            "attention: Guardrail own no longer binds unit Workloads, and is deleted.",
            "routine: Policy ours is created.",
        ],
    },
    {
        about: "a guardrail that goes from a unit with no account in it",
        before: { more: "Spare: { guardrails: [own] }" },
        after: { more: "Spare: {}" },
        expected: ["attention: Guardrail own no longer binds unit Spare."],
    },
    {
        about: "a unit that goes with its guardrails",
        before: { more: "Spare: { guardrails: [own] }" },
        expected: [
            "attention: Unit Spare is deleted. AWS deletes only an empty unit.",
            "routine: Guardrail own no longer binds unit Spare.",
        ],
    },
    {
        about: "a statement that goes",
        before: { workloads: "guardrails: [own]" },
        after: { policies: `own: ${scp(BUCKETS)}`, workloads: "guardrails: [own]" },
        expected: ["danger: Policy own allows more than before. [loosen policy own]"],
    },
    {
        about: "a statement that goes from a policy that binds nobody",
        after: { policies: `own: ${scp(BUCKETS)}` },
        expected: ["attention: Policy own changes its content."],
    },
    {
        about: "a statement that denies more",
        before: { workloads: "guardrails: [own]" },
        after: {
            policies: `own: ${scp(deny("Buckets", "s3:Delete*"), TABLES)}`,
            workloads: "guardrails: [own]",
        },
        expected: ["attention: Policy own changes its content."],
    },
    {
        about: "a statement that moves to another policy",
        before: { workloads: "guardrails: [own]" },
        after: { policies: `own: ${scp(BUCKETS)}, tables: ${scp(TABLES)}`, workloads: "guardrails: [own, tables]" },
        expected: [
            "attention: Guardrail tables binds unit Workloads from now on.",
            "attention: Policy own changes its content.",
            "routine: Policy tables is created.",
        ],
    },
    {
        about: "two policies, of which one goes: the other does not count as loosened",
        before: { policies: `own: ${scp(BUCKETS)}, tables: ${scp(TABLES)}`, workloads: "guardrails: [own, tables]" },
        after: {
            policies: `own: ${scp(deny("Others", "s3:DeleteBucket"))}, tables: ${scp(TABLES)}`,
            workloads: "guardrails: [own]",
        },
        expected: [
            "danger: Guardrail tables no longer binds unit Workloads. [detach tables from Workloads]",
            "attention: Policy own changes its content.",
        ],
    },
    {
        about: "a policy that becomes one of another type",
        before: { workloads: "guardrails: [own]" },
        after: { policies: "own: { type: TAG_POLICY, document: { tags: {} } }", workloads: "guardrails: [own]" },
        expected: [
            "danger: Policy own is made anew: its content, type cannot change in place. [loosen policy own]",
            "attention: Policies of the type TAG_POLICY can be attached from now on.",
            "routine: Guardrail own is attached to unit Workloads anew.",
        ],
    },
    {
        about: "an allow list that ends",
        before: { policies: ONLY, more: "Narrow: { guardrails: [only], fullAccess: false, accounts: { tiny: {} } }" },
        after: { policies: ONLY, more: "Narrow: { accounts: { tiny: {} } }" },
        expected: [
            "danger: FullAWSAccess is attached to unit Narrow again: its allow list ends. [end the allow list of Narrow]",
            "attention: Guardrail only no longer binds unit Narrow.",
        ],
    },
    {
        about: "backups that end, also with the policy itself",
        before: { policies: `${OWN}, backups: ${BACKUP}`, workloads: "guardrails: [backups]" },
        expected: [
            "danger: Guardrail backups no longer binds unit Workloads, and is deleted. [detach backups from Workloads]",
        ],
    },
    {
        about: "backups that the root has from now on",
        before: { policies: `${OWN}, backups: ${BACKUP}`, workloads: "guardrails: [backups]" },
        after: { policies: `${OWN}, backups: ${BACKUP}`, root: "backups" },
        expected: [
            "attention: Guardrail backups binds the root from now on.",
            "attention: Guardrail backups no longer binds unit Workloads.",
        ],
    },
    {
        about: "a policy of backups that selects what nobody has",
        before: { policies: `${OWN}, backups: ${BACKUP}`, workloads: "guardrails: [backups]" },
        after: {
            policies: `${OWN}, backups: ${BACKUP.replace('"yes"', '"no"')}`,
            workloads: "guardrails: [backups]",
        },
        expected: ["danger: Policy backups protects less than before. [loosen policy backups]"],
    },
    {
        about: "a policy of backups with fewer regions",
        before: { policies: `${OWN}, backups: ${IN_TWO_REGIONS}`, workloads: "guardrails: [backups]" },
        after: { policies: `${OWN}, backups: ${BACKUP}`, workloads: "guardrails: [backups]" },
        expected: ["danger: Policy backups protects less than before. [loosen policy backups]"],
    },
    {
        about: "a policy of backups with more regions",
        before: { policies: `${OWN}, backups: ${BACKUP}`, workloads: "guardrails: [backups]" },
        after: { policies: `${OWN}, backups: ${IN_TWO_REGIONS}`, workloads: "guardrails: [backups]" },
        expected: ["attention: Policy backups changes its content."],
    },
    {
        about: "a policy that takes back further down what another one sets",
        before: { policies: `${OWN}, backups: ${IN_TWO_REGIONS}`, root: "backups" },
        after: {
            policies: `${OWN}, backups: ${IN_TWO_REGIONS}, fewer: ${BACKUP}`,
            root: "backups",
            workloads: "guardrails: [fewer]",
        },
        expected: [
            "danger: Guardrail fewer binds unit Workloads from now on. [attach fewer to Workloads]",
            "routine: Policy fewer is created.",
        ],
    },
    {
        about: "a policy of tags that loses one",
        before: { policies: tags("Team: [shop, data], Owner: [ada]"), root: "spelling" },
        after: { policies: tags("Team: [shop, data]"), root: "spelling" },
        expected: ["danger: Policy spelling protects less than before. [loosen policy spelling]"],
    },
    {
        about: "a policy of tags with other values",
        before: { policies: tags("Team: [shop, data]"), root: "spelling" },
        after: { policies: tags("Team: [shop, web]"), root: "spelling" },
        expected: ["attention: Policy spelling changes its content."],
    },
    {
        about: "a policy of tags that ends",
        before: { policies: tags("Team: [shop, data]"), root: "spelling" },
        after: { policies: tags("Team: [shop, data]") },
        expected: ["danger: Guardrail spelling no longer binds the root. [detach spelling from root]"],
    },
    {
        about: "a quarantine: its own line says so",
        before: { shop: "state: quarantined" },
        expected: [
            "attention: Account shop is released from its quarantine: everything works in it again that its other guardrails allow.",
            "routine: Policy quarantine is deleted.",
        ],
    },
];

describe("the words on guardrails", function () {
    this.timeout(60_000);
    for (const { about, before = {}, after = {}, expected } of CASES) {
        it(`on ${about}`, async () => {
            const review = await reviewBetween(definition(before), definition(after));
            assert.deepEqual(changeLines(review), expected);
            const needed = expected.flatMap((line) => /\[(.+)\]$/.exec(line)?.[1] ?? []);
            assert.deepEqual(review.acknowledgements.missing.map(unbound), needed);
        });
    }
});
