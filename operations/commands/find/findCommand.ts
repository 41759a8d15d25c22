import { countOf, formatCount, visible } from "../../../limits";
import { EXIT } from "../../cli/commandError";
import { textValue, type ReadCommand } from "../../cli/orgCommand";
import { table } from "../../cli/table";
import { askedRegion, findQuestion, strayAccountNotes } from "./findQuestion";
import { findResources, type FindResult } from "./findSearch";
import { MOST_FOUND, type FoundResource } from "./foundResource";
import { indexNote } from "./indexNote";
import { KnownAccounts } from "./knownAccounts";
import type { SearchService } from "./searchAccounts";

const SERVICES: readonly SearchService[] = ["resource-explorer", "config"];

export const find: ReadCommand = {
    name: "find",
    summary: "Find resources in all accounts and regions, by name, type or tag",
    description:
        "Finds resources in all accounts and regions at once, and says of each in which account, unit and region it is, and who owns the account. " +
        "It asks the view of Resource Explorer that sees the whole organisation, where there is one (`security: { search: true }`), and otherwise the aggregator of AWS Config. " +
        "It looks for them in the account that administers the service by the definition or in AWS, and in the management account. The answer says which was asked, and what that one cannot see.\n\n" +
        `All that you give applies together: a resource has every word in its ARN, name, type or tags. AWS returns ${formatCount(MOST_FOUND)} resources at most; if there are more, the answer says so. Changes nothing.`,
    arguments: [["[words...]", "words in the ARN, the name, the type or the tags"]],
    options: [
        ["--type <type...>", "AWS::S3::Bucket, or s3:bucket as Resource Explorer spells it"],
        ["--tag <key=value...>", "resources with this tag; only a key: with any value"],
        ["--region <region...>", "only in this region, or global"],
        ["--account <account...>", "only in this account, by key, name, e-mail or id"],
        ["--unit <unit>", "only in the accounts of this unit and of those below"],
        ["--with <service>", "ask only this service", undefined, SERVICES],
        ["--from <account>", "the account that has the view or the aggregator"],
        ["--view-region <region>", "the region of the view or the aggregator; default: that of the stack"],
    ],
    examples: [
        "org find invoices",
        "org find --type s3:bucket --unit Workloads",
        "org find --tag Team=shop --region eu-central-1 --json",
        "org find payments --from audit --view-region eu-central-1",
    ],
    async run(context, values) {
        // A misspelt stack is the first mistake.
        void context.settings;
        const question = findQuestion(context, values);
        const viewRegion = askedRegion(values);
        await context.clients.managementAccount();
        const known = await KnownAccounts.of(context);
        const service = SERVICES.find((one) => one === textValue(values, "with"));
        const from = textValue(values, "from");
        const found = await findResources(context, question, known, {
            services: service ? [service] : SERVICES,
            ...(from !== undefined && { from }),
            ...(viewRegion !== undefined && { viewRegion }),
        });
        const result = { ...found, notes: [...found.notes, ...strayAccountNotes(context, values)] };
        const resources = [...result.resources].sort(byPlace(known));
        return {
            text: [
                resources.length === 0 ? "Nothing found." : resourceTable(resources, known, context.columns),
                summary(result),
                ...indexNote(result, context.model),
            ].join("\n\n"),
            json: {
                service: result.service,
                account: result.asked.id,
                region: result.region,
                source: result.source,
                calls: result.calls,
                cut: result.isCut,
                notes: result.notes,
                resources: resources.map((one) => resourceJson(one, known)),
            },
            code: EXIT.done,
        };
    },
};

function byPlace(known: KnownAccounts): (one: FoundResource, two: FoundResource) => number {
    const keyOf = ({ account }: FoundResource): string => known.accountOf(account)?.key ?? account;
    return (one, two) =>
        keyOf(one).localeCompare(keyOf(two)) || one.type.localeCompare(two.type) || one.arn.localeCompare(two.arn);
}

function resourceTable(resources: readonly FoundResource[], known: KnownAccounts, columns?: number): string {
    return table(
        ["NAME", "TYPE", "ACCOUNT", "UNIT", "OWNER", "REGION"],
        resources.map(({ name, type, account, region }) => {
            const found = known.accountOf(account);
            const isManagement = known.isManagementAccount(account);
            return [
                visible(name),
                visible(type),
                found?.key ?? (isManagement ? "management account" : account),
                found?.unit ?? (isManagement ? "" : "not in the definition"),
                visible(found?.owner ?? ""),
                region,
            ];
        }),
        columns,
    );
}

function summary({ resources, isCut, calls, service, asked, region, source, notes }: FindResult): string {
    const by =
        service === "config"
            ? `the aggregator ${source} of AWS Config`
            : "Resource Explorer's view of the organisation";
    return [
        `${countOf(resources.length, "resource")}, by ${by} in ${asked.title}, ${region} (${countOf(calls, "call")}).`,
        ...(isCut
            ? [
                  `THERE ARE MORE: AWS returns the first ${formatCount(MOST_FOUND)} of a question only. Ask for less at once, such as one --unit or --type.`,
              ]
            : []),
        ...notes.map((note) => visible(note, 1000)),
    ].join("\n");
}

function resourceJson({ arn, type, name, account, region, tags }: FoundResource, known: KnownAccounts): object {
    const found = known.accountOf(account);
    return {
        arn,
        type,
        name,
        account: { id: account, key: found?.key ?? null, unit: found?.unit ?? null, owner: found?.owner ?? null },
        region,
        tags,
    };
}
