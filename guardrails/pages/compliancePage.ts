import { coverage, FRAMEWORKS, type Coverage, type Framework } from "../frameworks";
import { LIBRARY } from "../library";
import { code, GENERATED, row, table } from "./markdown";

const link = (name: string): string => `[${name}](guardrails.md#${name})`;
const count = ({ controls }: Framework, wanted: Coverage): string =>
    String(controls.filter((control) => coverage(control) === wanted).length);

/** docs/compliance.md: what each bundle reaches of its framework, and what it does not. */
export function compliancePage(): string {
    const all = Object.values(FRAMEWORKS);
    return [
        "# Compliance",
        GENERATED,
        "**A bundle is not compliance.** It is the part of a framework that guardrails can hold: what nobody in an account can switch off or do wrong. Nobody is certified by it, no auditor has looked at it, and most of every framework is about people, papers and what already exists. Read the table of yours before you count on it.",
        "```yaml\ncompliance: [startup-baseline] # attached to the root\nwithout: [s3-block-public-access] # we have a public website in a bucket\nunits:\n    Cards:\n        compliance: [pci-dss]\n        regions: [eu-central-1]\n```",
        [
            "- The service control policies of a bundle become one policy, `compliance-<name>`, for AWS takes ten at one place. The others are attached by their names. All have their default parameters; what needs other ones, switch off by `without` and define it under `policies`.",
            "- Guardrails prevent; they do not mend. What exists stays as it is, unless its page says otherwise.",
            "- Nothing here binds the management account: keep it empty.",
            "- **prevented**: it cannot be undone or done wrong from inside the account. **partly**: in part, and what is left is said. **not covered**: no guardrail of the bundle reaches it.",
            "- The tables are by our own reading, in our own words. Frameworks change: the version is that of the table.",
        ].join("\n"),
        table(
            ["bundle", "framework", "version", "prevented", "partly", "not covered"],
            all.map((one) =>
                row(
                    `[${one.name}](#${one.name})`,
                    one.title,
                    one.version,
                    count(one, "prevented"),
                    count(one, "partly"),
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
            ["", "asks for", "", "by", "what is left"],
            controls.map((control) =>
                row(control.id, control.asks, coverage(control), control.by.map(link).join(", "), control.left ?? ""),
            ),
        ),
        "What it may break:",
        guardrails.map((one) => `- ${code(one)}: ${LIBRARY.get(one)?.mayBreak ?? ""}`).join("\n"),
    ].join("\n\n");
}

const REGIONS = `## Regions

\`regions\` beside the root, a unit or an account keeps work there: "this account stays in eu-central-1".

\`\`\`yaml
regions: [eu-central-1, eu-west-1]
units:
    Workloads:
        accounts:
            shop: { regions: [eu-central-1] }
\`\`\`

- It becomes a policy of its own, \`regions-of-root\`, \`regions-of-unit-Workloads\`, \`regions-of-account-shop\`, made from [region-deny](guardrails.md#region-deny). When the list changes, its document is changed in place.
- A list below can narrow and never widen: a list that is not within all lists and region-denies above is a mistake, reported before AWS is called.
- The organisation's break-glass role is spared (\`organization: { breakGlassRole }\`, by default the access role): somebody must be able to clean up elsewhere. Who can take that role is not kept in the regions.
- Service-linked roles and AWS services are not bound: what a service copies or replicates by itself, after somebody allowed it to, is not stopped.
- \`enabledRegions\` is another thing: it switches opt-in regions on. A region is used where it is on and allowed.`;
