import type { ResourceValidationPolicy } from "@pulumi/policy";
import { textError, type TextLimits } from "../../limits";
import { configOf, matchesAny, patternsSchema, wholeMatch } from "./policyConfig";
import { forTypes, subject } from "./checkedResources";
import { knownText } from "./unknownValues";

/** The configuration that all policies about names share. */
interface NamingConfig {
    pattern?: string;
    explain?: string;
    except: string[];
}

/** What distinguishes one policy about names from another. */
export interface NamingRule extends Pick<ResourceValidationPolicy, "description" | "displayName" | "url"> {
    readonly name: string;
    /** By the type of the resource, the property that holds the name. */
    readonly properties: Readonly<Record<string, string>>;
    /** AWS's own limits. They hold whatever is configured. */
    readonly limits: TextLimits;
    /** What happens when the name is changed, as a sentence. */
    readonly change: string;
}

/**
 * Makes a policy that requires names to match the stack's pattern and to keep to AWS's limits.
 *
 * A name that is unknown is skipped, and so is one that the provider generates from a prefix.
 */
export function namingPolicy({ properties, limits, change, ...policy }: NamingRule): ResourceValidationPolicy {
    const config = configOf<NamingConfig>(policy.name, {
        pattern: {
            type: "string",
            minLength: 1,
            description: `What the whole ${limits.what} must match; without it only AWS's limits hold`,
        },
        explain: { type: "string", minLength: 1, description: "The pattern in words, to follow `must be`" },
        except: patternsSchema("Names that need not match the pattern. These are patterns too"),
    });
    return {
        ...policy,
        enforcementLevel: "mandatory",
        severity: "low",
        tags: ["naming"],
        remediationSteps: `Give it a ${limits.what} that matches ${policy.name}.pattern. ${change}`,
        configSchema: config.schema,
        validateResource: forTypes(Object.keys(properties), (args, report) => {
            const { pattern, explain, except } = config.read(args);
            const property = properties[args.type] as string;
            const name = knownText(() => (args.props as Record<string, unknown>)[property]);
            if (name === undefined) return;

            const refused = textError(limits, name);
            if (refused !== undefined) report(`${subject(args)}: ${refused}.\nChange its \`${property}\`. ${change}`);
            if (pattern === undefined || matchesAny(policy.name, "except", except, name)) return;
            if (!wholeMatch(policy.name, "pattern", pattern).test(name)) {
                const allowed = explain === undefined ? `match ${pattern}` : `be ${explain} (pattern ${pattern})`;
                report(
                    `${subject(args)}: its ${property === "name" ? "name" : `${property} ${JSON.stringify(name)}`} must ${allowed}.\n` +
                        `Change its \`${property}\`, or add it to ${policy.name}.except. ${change}`,
                );
            }
        }),
    };
}
