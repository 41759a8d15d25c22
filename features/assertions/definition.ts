import { z } from "zod";
import type { IdentityDirectory, KnownIds } from "../../definition/access";
import type { Feature, FeatureModel, InputOf, TestOutcome } from "../../definition/feature";
import type { OrganizationModel } from "../../definition/model";
import { DefinitionError } from "../../definition/problems";
import { orEmpty } from "../../definition/schema";
import { visible } from "../../limits";
import { assertion } from "./assertionSchema";
import { resolveAssertions, type ResolvedAssertions } from "./resolveAssertions";
import { unknownRegions } from "./unknownAssertionRegions";
import { evaluateAssertions } from "./evaluateAssertions";
import { evaluatePeopleAssertions } from "./evaluatePeopleAssertions";

/** The assertions that `assertions` lists at the top of a definition. */
export interface AssertionsModel extends FeatureModel, ResolvedAssertions {}

const schema = {
    root: {
        assertions: orEmpty(z.record(z.string(), assertion))
            .optional()
            .describe(
                "Who must, or must not, be able to do what, each under a name of your choice. An assertion that fails stops preview and up.",
            ),
    },
};

export const assertions: Feature<InputOf<typeof schema>, AssertionsModel> = {
    key: "assertions",
    schema,
    resolve: ({ root }, organization, report) => resolveAssertions(root.values.assertions ?? {}, organization, report),
    warnings: ({ assertions: ofRoles, ofPeople }) => unknownRegions({ assertions: [...ofRoles, ...ofPeople] }),
    claims: ({ assertions: ofRoles, ofPeople }) =>
        [...ofRoles, ...ofPeople].map(({ key, ...said }) => ({
            name: `Assertion ${visible(key)}`,
            content: JSON.stringify(said, (name, value: unknown) => (BESIDES.has(name) ? undefined : value)),
        })),
    test: testAssertions,
};

/** What of an assertion is no part of what it claims: where it is written, and why. */
const BESIDES: ReadonlySet<string> = new Set(["because", "path", "place", "places"]);

/** @throws DefinitionError with everything that does not hold. */
async function testAssertions(
    { assertions: ofRoles, ofPeople }: AssertionsModel,
    organization: OrganizationModel,
    ids: KnownIds,
    identities: () => IdentityDirectory | undefined,
): Promise<TestOutcome> {
    const roles = ofRoles.length === 0 ? NOTHING : await evaluateAssertions(ofRoles, organization, ids);
    const directory = ofPeople.length === 0 ? undefined : identities();
    const people = directory ? await evaluatePeopleAssertions(ofPeople, organization, ids, directory) : NOTHING;
    const problems = [...roles.problems, ...people.problems];
    if (problems.length > 0) throw new DefinitionError(problems);
    const holding = roles.holding + people.holding;
    return {
        summary: `${holding} ${holding === 1 ? "assertion holds" : "assertions hold"}.`,
        json: { assertions: holding },
        warnings: [...roles.untested, ...people.untested],
    };
}

const NOTHING = { problems: [], holding: 0, untested: [] };
