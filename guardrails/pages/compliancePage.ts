import {
    coverage,
    FRAMEWORKS,
    type ControlMeans,
    type Coverage,
    type Framework,
    type FrameworkControl,
} from "../frameworks";
import { LIBRARY } from "../library";
import { code, GENERATED, row, table } from "./markdown";

const link = (name: string): string => `[${name}](guardrails.md#${name})`;

/** A block of the baseline or a switch of `security`, with the page that explains it. */
const meansLink = ({ key, name }: ControlMeans): string =>
    key === "baseline" ? `[${name}](baseline-blocks.md#${name})` : `[${name}](security.md#${name.toLowerCase()})`;

const meansOf = ({ means = [] }: FrameworkControl, wanted: ControlMeans["does"]): string =>
    means
        .filter(({ does }) => does === wanted)
        .map(meansLink)
        .join(", ");

const count = ({ controls }: Framework, wanted: Coverage): string =>
    String(controls.filter((control) => coverage(control) === wanted).length);

/** docs/compliance.md: what each bundle covers of its framework, and what it does not. */
export function compliancePage(): string {
    const all = Object.values(FRAMEWORKS);
    return [
        "# Compliance",
        GENERATED,
        "**A bundle is not compliance.** It is the part of a framework that guardrails can enforce: what nobody in an account can switch off or do wrong. The tables name what else this program can do for it. It certifies nobody, no auditor has looked at it, and most of every framework is about people, documents and what already exists. Read the table of your framework before you rely on it.",
        "```yaml\ncompliance: [startup-baseline] # attached to the root\nwithout: [s3-block-public-access] # we have a public website in a bucket\nunits:\n    Cards:\n        compliance: [pci-dss]\n        regions: [eu-central-1]\n```",
        [
            "- The service control policies of a bundle become one policy, `compliance-<name>`, because AWS attaches at most ten to a root, unit or account. The other policies are attached by their names. All have their default parameters. If a guardrail needs others, switch it off with `without` and define it under `policies`.",
            "- Guardrails prevent; they do not repair. What exists stays as it is, unless the guardrail's page says otherwise.",
            "- Nothing here binds the management account: keep it empty.",
            "- **prevented**: it cannot be undone or done wrong from inside the account. **set**: nothing is left to do if the definition has what the column *set by* names; a guardrail in *prevented by* keeps it so. **partly**: only a part of it, and the table says what is left. **found**: what breaks it is reported, if the definition has what *found by* names. **not covered**: nothing here reaches it.",
            "- A bundle brings the guardrails. Blocks of the [baseline](baseline.md) and switches of [security](security.md) are yours to write: they change accounts, and some cost money.",
            "- The tables are our own reading, in our own words. Frameworks change: each table is about the version that it names.",
        ].join("\n"),
        table(
            ["bundle", "framework", "version", "prevented", "set", "partly", "found", "not covered"],
            all.map((one) =>
                row(
                    `[${one.name}](#${one.name})`,
                    one.title,
                    one.version,
                    count(one, "prevented"),
                    count(one, "set"),
                    count(one, "partly"),
                    count(one, "found"),
                    count(one, "not covered"),
                ),
            ),
        ),
        ...all.map(section),
        REGIONS,
    ].join("\n\n");
}

function section({ name, title, version, source, about, guardrails, controls }: Framework): string {
    return [
        `## ${name}`,
        `${title}, ${version}. ${about} Source: <${source}>`,
        `Brings ${guardrails.map(link).join(", ")}.`,
        table(
            ["", "asks for", "", "prevented by", "set by", "found by", "what is left"],
            controls.map((control) =>
                row(
                    control.id,
                    control.asks,
                    coverage(control),
                    control.by.map(link).join(", "),
                    meansOf(control, "sets"),
                    meansOf(control, "finds"),
                    control.left ?? "",
                ),
            ),
        ),
        "What it may break:",
        guardrails.map((one) => `- ${code(one)}: ${LIBRARY.get(one)?.mayBreak ?? ""}`).join("\n"),
    ].join("\n\n");
}

const REGIONS = `## Regions

\`regions\` of the root, a unit or an account keeps work in these regions: "this account stays in eu-central-1".

\`\`\`yaml
regions: [eu-central-1, eu-west-1]
units:
    Workloads:
        accounts:
            shop: { regions: [eu-central-1] }
\`\`\`

- It becomes a policy of its own, \`regions-of-root\`, \`regions-of-unit-Workloads\`, \`regions-of-account-shop\`, made from [region-deny](guardrails.md#region-deny). When the list changes, the document changes in place.
- A list below can narrow and never widen: a list that is not within all lists and region-denies above is a mistake, reported before AWS is called.
- The organisation's break-glass role is spared (\`organization: { breakGlassRole }\`, by default the access role): somebody must be able to clean up elsewhere. People who can assume that role are not kept to the regions.
- Service-linked roles and AWS services are not bound: what a service copies or replicates by itself, after somebody has allowed it, is not stopped.
- \`enabledRegions\` is something else: it enables opt-in regions. People can use an opt-in region if it is enabled and allowed.`;
