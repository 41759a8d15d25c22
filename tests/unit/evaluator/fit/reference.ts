import * as fc from "fast-check";
import { asList, type RawStatement } from "../../../../evaluator/policyDocument";

export interface Request {
    readonly action: string;
    readonly resource: string;
    readonly region: string;
}

export type Document = Record<string, unknown> & { readonly Statement: readonly RawStatement[] };

/** Matches IAM's wildcards, without using any of the program's code. */
function matches(pattern: unknown, text: string): boolean {
    const expression = String(pattern)
        .replace(/[.+^$()|[\]{}\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".");
    return new RegExp(`^${expression}$`).test(text);
}

function applies(statement: RawStatement, { action, resource, region }: Request): boolean {
    const any = (element: string, text: string): boolean =>
        asList(statement[element]).some((pattern) => matches(pattern, text));
    const named = (element: string, text: string): boolean =>
        statement[element] === undefined ? !any(`Not${element}`, text) : any(element, text);
    const condition = statement.Condition as { StringEquals?: Record<string, unknown> } | undefined;
    const regions = condition?.StringEquals?.["aws:RequestedRegion"];
    return (
        named("Action", action.toLowerCase()) &&
        named("Resource", resource) &&
        (regions === undefined || asList(regions).includes(region))
    );
}

/** The decision of the documents attached to one node. A denial wins over an Allow. */
export function evaluate(documents: readonly Document[], request: Request): "Allow" | "Deny" | "nothing" {
    const effects = documents
        .flatMap(({ Statement: given }) => asList(given) as RawStatement[])
        .filter((statement) => applies(statement, request))
        .map(({ Effect }) => Effect);
    return effects.includes("Deny") ? "Deny" : effects.includes("Allow") ? "Allow" : "nothing";
}

const actions = ["s3:get", "s3:put", "ec2:run", "ec2:stop", "iam:get"];
const resources = ["arn:aws:s3:::one", "arn:aws:s3:::one/a:b", "arn:aws:s3:::two", "arn:aws:ec2:::i-1"];

/** A request of each kind that the generated documents can distinguish. */
export const REQUESTS: readonly Request[] = actions.flatMap((action) =>
    resources.flatMap((resource) => ["eu", "us"].map((region) => ({ action, resource, region }))),
);

const patterns = (values: readonly string[]): fc.Arbitrary<unknown> =>
    fc.oneof(fc.constantFrom(...values), fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 6 }));
const actionPatterns = patterns([...actions, "*", "s3:*", "s3:?et", "s3:*et", "*:get", "ec2:r*n"]);
const resourcePatterns = patterns([
    ...resources,
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::o*",
    "arn:aws:s3:::on?",
    "arn:aws:*",
]);

const statement: fc.Arbitrary<RawStatement> = fc
    .record({
        sid: fc.constantFrom(undefined, "", "SomeNameOfAStatement"),
        effect: fc.constantFrom("Deny", "Deny", "Allow"),
        action: fc.tuple(fc.constantFrom("Action", "Action", "NotAction"), actionPatterns),
        resource: fc.tuple(fc.constantFrom("Resource", "Resource", "NotResource"), resourcePatterns),
        condition: fc.constantFrom(
            undefined,
            {},
            { StringEquals: { "aws:RequestedRegion": ["eu"] } },
            { StringEquals: { "aws:RequestedRegion": ["us", "us", "eu"] } },
        ),
    })
    .map(({ sid, effect, action, resource, condition }) => ({
        ...(sid !== undefined && { Sid: sid }),
        Effect: effect,
        [action[0]]: action[1],
        [resource[0]]: resource[1],
        ...(condition && { Condition: condition }),
    }));

/** Documents of service control policies over few actions, resources and regions. */
export const documents: fc.Arbitrary<Document> = fc
    .array(statement, { minLength: 1, maxLength: 8 })
    .map((Statement) => ({ Version: "2012-10-17", Statement }));
