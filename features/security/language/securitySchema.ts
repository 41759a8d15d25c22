import { z } from "zod";
import { orEmpty } from "../../../definition/schema";
import { DATA_EVENTS, PROTECTIONS, SCANS, SEVERITIES, STANDARDS } from "../securityWords";
import { SWITCH_FACTS } from "./switchTable";
import type { Switch } from "../securityModel";

/** A switch: true, false, or a map of its settings. */
function switchOf<Shape extends z.ZodRawShape>(name: Switch, what: string, shape: Shape) {
    return z
        .union([z.boolean(), z.strictObject(shape)], `must be true, false, or a map of settings`)
        .optional()
        .describe(`${what} ${SWITCH_FACTS[name].price}. Default: false`);
}

function plainSwitch(name: Switch, what: string) {
    return z.boolean().optional().describe(`${what} ${SWITCH_FACTS[name].price}. Default: false`);
}

function words<Word extends string>(all: readonly [Word, ...Word[]]) {
    return z.array(z.enum(all));
}

const lock = z.union(
    [
        z.literal(false),
        z.strictObject({
            mode: z
                .enum(["governance", "compliance"])
                .optional()
                .describe(
                    "compliance: not even AWS can delete a log before, and nothing undoes it: `acknowledge` has to say so. Default: governance",
                ),
            days: z
                .number()
                .optional()
                .describe("For how many days nobody can delete a log. Default: those of retentionDays"),
        }),
    ],
    "must be false, or a map such as { mode: governance, days: 365 }",
);

const security = orEmpty(
    z.strictObject({
        logArchive: z
            .string()
            .optional()
            .describe(
                "The key of the account that holds the logs. Default: log-archive, if it is in a unit of kind security",
            ),
        audit: z
            .string()
            .optional()
            .describe(
                "The key of the account that administers detection. Default: audit, if it is in a unit of kind security",
            ),
        regions: z
            .array(z.string())
            .optional()
            .describe(
                "The regions that are watched. The first has the trail's bucket, and collects findings; it cannot change later. Default: the `regions` of the root",
            ),
        auditTrail: switchOf("auditTrail", "The trail of the whole organisation, into the log archive.", {
            name: z.string().optional().describe("The trail's name in AWS. Default: organization-trail"),
            bucket: z
                .string()
                .optional()
                .describe(
                    "The bucket's name. Default: organization-trail- and the log archive's id. Another name makes another bucket",
                ),
            retentionDays: z.number().optional().describe("Logs are deleted after this number of days. Default: 365"),
            coldAfterDays: z
                .number()
                .optional()
                .describe(
                    "After this number of days logs move to Glacier Instant Retrieval, which stores for less. Default: never",
                ),
            objectLock: lock
                .optional()
                .describe(
                    "For how long nobody can delete a log. false: no lock. Default: { mode: governance, days: retentionDays }",
                ),
            dataEvents: words(DATA_EVENTS)
                .optional()
                .describe("Calls on data that are recorded too, which is billed by their number. Default: none"),
            acknowledge: z
                .strictObject({
                    deletesLogsAfterDays: z
                        .number()
                        .optional()
                        .describe(
                            "retentionDays is less than before, and all logs that are older may be deleted: the new number.",
                        ),
                    locksLogsForDays: z
                        .number()
                        .optional()
                        .describe(
                            "objectLock has mode: compliance, so that nobody can delete a log for this number of days, not even AWS: the number of its days.",
                        ),
                })
                .optional()
                .describe("Losses that are meant."),
            besides: z
                .array(z.string())
                .optional()
                .describe(
                    "Names of other trails of the organisation that stay, such as Control Tower's. Each is billed as a second copy.",
                ),
        }),
        configuration: plainSwitch(
            "configuration",
            "An aggregator of AWS Config over the organisation, in the audit account.",
        ),
        guardDuty: switchOf("guardDuty", "Threat detection in every account.", {
            protections: words(PROTECTIONS)
                .optional()
                .describe("What it watches besides calls, network and DNS. Default: all"),
        }),
        securityHub: switchOf("securityHub", "Checks of every account against standards, and one place for findings.", {
            standards: words(STANDARDS).optional().describe("The standards that are checked. Default: [foundational]"),
            disabledControls: z
                .array(z.string())
                .optional()
                .describe("Ids of controls that are not checked, such as IAM.6."),
        }),
        accessAnalyzer: switchOf("accessAnalyzer", "Finds what somebody outside the organisation can reach.", {
            unusedAccessDays: z
                .number()
                .optional()
                .describe(
                    "Reports access that nobody has used for this number of days, 1 to 365. Default: it is not looked for",
                ),
        }),
        inspector: switchOf("inspector", "Looks for known vulnerabilities in every account.", {
            scans: words(SCANS).optional().describe("What is scanned. Default: [ec2, ecr, lambda]"),
        }),
        macie: plainSwitch("macie", "Looks for sensitive data in the buckets of every account."),
        search: plainSwitch("search", "A view of Resource Explorer over the organisation, in the audit account."),
        findings: z
            .strictObject({
                emails: z
                    .array(z.string())
                    .optional()
                    .describe("Who is told. AWS sends each a link, which must be followed once."),
                severity: z.enum(SEVERITIES).optional().describe("The least severity that is told. Default: HIGH"),
            })
            .optional()
            .describe(`Tells people of findings. ${SWITCH_FACTS.findings.price}.`),
    }),
);
export type SecurityInput = z.infer<typeof security>;

/** The key that the feature adds to a definition. */
export const securitySchema = {
    root: {
        security: security
            .optional()
            .describe(
                "What watches the organisation: the audit trail, detection, findings, search. Each is a switch with its price.",
            ),
    },
};
