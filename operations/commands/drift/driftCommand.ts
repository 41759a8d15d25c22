import { OrganizationCalls } from "../../../aws/organization";
import type { PacedCaller } from "../../../aws/pacedCaller";
import { countOf } from "../../../limits";
import { markdownFileKind, reportFileProblem, writeReportFile } from "../../../pages/files";
import type { CommandContext } from "../../cli/commandContext";
import { CommandError, EXIT } from "../../cli/commandError";
import {
    existingResources,
    exportedResources,
    pendingOperations,
    type ExportedResource,
} from "../../cli/exportedState";
import { listedTags } from "../../cli/listedTags";
import { textValue, type CommandOutcome, type ReadCommand } from "../../cli/orgCommand";
import { progressBar } from "../../cli/progressBar";
import { requireOrganizationOfState } from "../../cli/stackOrganization";
import { StackRunner } from "../../cli/stackRunner";
import { Comparison, organizationDrift } from "./compare";
import type { FeatureDrift, FeatureDriftAnswer } from "./feature";
import { appliedState } from "./read/appliedState";
import type { ComparedOrganization } from "./read/comparedOrganization";
import { readAwsOrganization } from "./read/readAwsOrganization";
import { driftMarkdown } from "./report/driftMarkdown";
import { driftEntries, type DriftReport } from "./report/driftReport";
import { driftText } from "./report/driftReportText";
import { withRemedies } from "./remedies";

/** How a file of this command begins: only such a file is replaced. */
const HEAD = "<!-- org drift -->\n";
const MARKDOWN = markdownFileKind("org drift", "drift.md", HEAD);

/** @param drifts what the features compare. */
export function driftCommand(drifts: readonly FeatureDrift[]): ReadCommand {
    return {
        name: "drift",
        summary: "List what was changed by hand in AWS since the last `up`",
        description:
            "Compares AWS with the state of the last `up`, and lists what was changed by hand, the most dangerous first: accounts that were moved, made, closed, removed or renamed; units; policies, and what they are attached to; " +
            "tags; services with access, delegated administrators, types of policy; and who has which access in IAM Identity Center. Where the definition says something else than both, that is said. " +
            "Policies are compared by what they mean, and not by how they are written. What AWS does not answer is named and not compared.\n\n" +
            "Each item says who made the change (CloudTrail, 90 days back), whether `up --refresh` undoes it, and how to keep it: `org take-over` writes it into the definition.\n\n" +
            "It reads lists: one call for 20 accounts, one for each unit, two for each policy. Changes nothing. " +
            `The exit code is ${EXIT.found} if something was changed, ${EXIT.failed} if nothing was found and AWS did not answer everything, and ${EXIT.done} if nothing was changed.`,
        options: [["--markdown <file>", "also write it as Markdown for an issue, below 60,000 characters"]],
        examples: ["org drift", "org drift --json", "org drift --stack prod --markdown drift.md"],
        async run(context, values) {
            const file = textValue(values, "markdown");
            const problem = file === undefined ? undefined : reportFileProblem(file, MARKDOWN);
            if (problem !== undefined) throw new CommandError(problem, EXIT.usage);
            // Mistakes of the definition come before anything that takes time.
            void context.model;
            const report = await withRemedies(context, await findDrift(context, drifts), drifts);
            return outcome(report, file);
        },
    };
}

function outcome(report: Awaited<ReturnType<typeof withRemedies>>, file: string | undefined): CommandOutcome {
    const written =
        file === undefined ? [] : [`Written to ${writeReportFile(file, `${HEAD}${driftMarkdown(report)}`)}`];
    const { stack, entries, items, compared, unread, notes, calls } = report;
    return {
        text: [driftText(report), ...written].join("\n\n"),
        json: { stack, items, compared, unread, notes, calls },
        code: entries.length > 0 ? EXIT.found : unread.length > 0 ? EXIT.failed : EXIT.done,
    };
}

/** What differs between AWS and the state. @param drifts what the features compare. */
export async function findDrift(context: CommandContext, drifts: readonly FeatureDrift[]): Promise<DriftReport> {
    const { clients, settings, stack, model } = context;
    const runner = await StackRunner.open(context);
    const state = await runner.exportState();
    const resources = exportedResources(state).filter((resource) => resource.delete !== true);
    const applied = appliedState(resources);
    if (!applied.organization) {
        throw new CommandError(
            `the stack ${stack} has no organisation, so there is nothing to compare AWS with. Run \`up\` first, or \`org adopt\` for an organisation that exists`,
        );
    }
    const caller = clients.pacedCaller();
    await clients.managementAccount();
    const facts = await caller.call("organizations.DescribeOrganization", () => clients.organization());
    await requireOrganizationOfState(context, existingResources(state));
    const aws = await readAwsOrganization({
        facts,
        applied,
        calls: new OrganizationCalls(() => clients.organizations(), caller),
        listTags: () => listedTags(clients, settings.aws.endpoints, caller),
        onEachTag,
    });
    const on = new Comparison(applied, aws, model, settings.definition);
    const answers = await featureDrift(context, drifts, on, resources, caller);
    return {
        stack,
        entries: driftEntries([
            ...organizationDrift(on, settings.ignoredTags),
            ...answers.flatMap(({ differences }) => differences),
        ]),
        compared: [...comparedThings(aws), ...answers.flatMap(({ compared }) => compared)],
        unread: [...aws.unread, ...answers.flatMap(({ unread }) => unread)],
        notes: notesOn(aws, pendingOperations(state).length),
        calls: caller.counts,
    };
}

/** One feature after the other, so that a terminal has one progress bar at a time. */
async function featureDrift(
    { clients, settings, model }: CommandContext,
    drifts: readonly FeatureDrift[],
    on: Comparison,
    resources: readonly ExportedResource[],
    caller: PacedCaller,
): Promise<readonly FeatureDriftAnswer[]> {
    const answers: FeatureDriftAnswer[] = [];
    for (const drift of drifts) {
        answers.push(
            await drift.find({
                model,
                resources,
                clients,
                caller,
                endpoints: settings.aws.endpoints,
                managementAccountId: on.aws.managementAccountId,
                node: (id) => on.node(id),
                isGone: (id) => on.isGone(id),
                place: (path) => on.place(path),
                day: clients.now().toISOString().slice(0, 10),
            }),
        );
    }
    return answers;
}

function onEachTag(count: number): () => void {
    const bar = progressBar("Reading tags", count);
    let done = 0;
    return () => {
        bar.advance();
        done++;
        if (done === count) bar.done(`Read the tags of ${count}`);
    };
}

function comparedThings({ accounts, units, policies }: ComparedOrganization): string[] {
    return [
        ...(accounts ? [countOf(accounts.length, "account")] : []),
        ...(units ? [countOf(units.length, "unit")] : []),
        countOf(policies.length, "policy", "policies"),
    ];
}

function notesOn({ whyEachTag, tags }: ComparedOrganization, interrupted: number): string[] {
    return [
        ...(interrupted === 0
            ? []
            : [
                  "The last run was interrupted: some of this may be what it had begun. `org recover` puts that into the state.",
              ]),
        ...(whyEachTag === undefined || tags === undefined
            ? []
            : [`The tags of ${countOf(tags.size, "resource")} were read one by one: ${whyEachTag}.`]),
    ];
}
