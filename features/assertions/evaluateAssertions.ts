import { PolicyError, type Evaluation } from "../../evaluator/evaluation";
import { matcher, toPattern } from "../../evaluator/matching/wildcards";
import { ANY_ROLE, ANYBODY, readWho, type NamedPrincipal } from "../../definition/access/namedPrincipal";
import { Vocabulary } from "../../definition/access/awsVocabulary";
import { ask, PLACEHOLDER_ID } from "../../definition/access/accessQuestion";
import type { KnownIds } from "../../definition/modelSituation";
import type { OrganizationModel } from "../../definition/model";
import type { Problem } from "../../definition/problems";
import { actionsIn, type AssertedWord } from "./assertedWords";
import { describeFailures, type Failure } from "./failureText";
import type { AssertionModel } from "./assertionModel";
import { TestSubjects, type TestSubject } from "./assertionSubjects";

/** The result of testing assertions. */
interface TestedAssertions {
    /** Every assertion that fails, each with the statement that causes it, and all words that AWS does not know. */
    readonly problems: readonly Problem[];
    /** The number of assertions that hold. */
    readonly holding: number;
    /** Why others could not be tested, for example because all of their accounts are in quarantine. */
    readonly untested: readonly string[];
}

/**
 * Tests assertions against the guardrails of their organisation. The part of AWS's catalogue that this needs is loaded first.
 *
 * @param ids the ids of the organisation and the accounts, as far as they are known, because policies may name them.
 */
export async function evaluateAssertions(
    assertions: readonly AssertionModel[],
    model: OrganizationModel,
    ids: KnownIds,
): Promise<TestedAssertions> {
    try {
        return await testEach(assertions, model, ids);
    } catch (error) {
        const [first] = assertions;
        if (!(error instanceof PolicyError) || !first) throw error;
        const message = `cannot be tested, because a document cannot be read: ${error.message}`;
        return { problems: [{ place: first.place, path: ["assertions"], message }], holding: 0, untested: [] };
    }
}

async function testEach(
    assertions: readonly AssertionModel[],
    model: OrganizationModel,
    ids: KnownIds,
): Promise<TestedAssertions> {
    const vocabulary = await Vocabulary.load(
        assertions.flatMap(({ actions }) => actions),
        assertions.flatMap(({ context }) => Object.keys(context)),
    );
    const subjects = new TestSubjects(model, ids);
    const problems: Problem[] = [];
    const untested: string[] = [];
    for (const assertion of assertions) {
        const { actions, mistakes } = actionsIn(...words(assertion), vocabulary);
        problems.push(...mistakes);
        if (mistakes.length > 0) continue;
        const { failures, tested } = test(assertion, actions, subjects.of(assertion), vocabulary);
        if (failures.length > 0) {
            const { place, path } = assertion;
            problems.push({ place, path, message: describeFailures(assertion, failures, model) });
        }
        if (!tested) {
            untested.push(
                `assertion ${assertion.key} was not tested: nothing can be done in any of its accounts, which are in quarantine or suspended`,
            );
        }
    }
    return { problems, holding: assertions.length - untested.length, untested };
}

/** The actions of an assertion and the keys of its context, with their places. */
function words({ holds, actions, context, place, path, places }: AssertionModel): [AssertedWord[], AssertedWord[]] {
    const element = holds === "cannot" ? "cannot" : "can";
    return [
        actions.map((text, index) => ({
            text,
            place: places.actions[index] ?? place,
            path: [...path, element, index],
        })),
        Object.keys(context).map((text) => ({
            text,
            place: places.context[text] ?? place,
            path: [...path, "context", text],
        })),
    ];
}

function test(
    assertion: AssertionModel,
    actions: readonly string[],
    subjects: readonly TestSubject[],
    { catalogue }: Vocabulary,
): { failures: Failure[]; tested: boolean } {
    const failures: Failure[] = [];
    let tested = false;
    const { regions, resource, context } = assertion;
    for (const subject of subjects) {
        for (const { who, wanted } of cases(assertion, subject)) {
            tested = true;
            for (const region of regions.length > 0 ? regions : [undefined]) {
                for (const action of actions) {
                    const evaluation = ask(
                        subject.hierarchy,
                        {
                            who,
                            action,
                            context,
                            ...(region !== undefined && { region }),
                            ...(resource !== undefined && { resource }),
                        },
                        catalogue,
                    );
                    if (holds(evaluation, wanted)) continue;
                    failures.push({
                        subject,
                        who,
                        wanted,
                        action,
                        evaluation,
                        ...(region !== undefined && { region }),
                    });
                }
            }
        }
    }
    return { failures, tested };
}

/** An answer that depends on something unknown proves neither `can` nor `cannot`. */
function holds({ decision }: Evaluation, wanted: Failure["wanted"]): boolean {
    return wanted === "can"
        ? decision === "allowed" || decision === "exempt"
        : decision === "explicitly denied" || decision === "implicitly denied";
}

/**
 * The principals that must be able to do it, and those that must not. In an account where everything is denied, such as a quarantined one,
 * only the latter are tested.
 */
function cases(
    { holds, who }: AssertionModel,
    subject: TestSubject,
): { who: NamedPrincipal; wanted: Failure["wanted"] }[] {
    const named = who.flatMap((one) => readWho(one) ?? []);
    const can = (people: readonly NamedPrincipal[]): { who: NamedPrincipal; wanted: "can" }[] =>
        subject.isDenied ? [] : people.map((one) => ({ who: one, wanted: "can" }));
    const cannot = (people: readonly NamedPrincipal[]): { who: NamedPrincipal; wanted: "cannot" }[] =>
        people.map((one) => ({ who: one, wanted: "cannot" }));
    switch (holds) {
        case "can":
            return can(named.length > 0 ? named : [ANY_ROLE]);
        case "cannot":
            return cannot(named.length > 0 ? named : ANYBODY);
        case "nobodyBut":
            return [...can(named), ...cannot(others(named, subject))];
    }
}

/** Everybody else: principals that no policy names, and those that a policy names and may spare. */
function others(but: readonly NamedPrincipal[], { hierarchy }: TestSubject): NamedPrincipal[] {
    const account = hierarchy.account ?? PLACEHOLDER_ID;
    const arns = new Set(but.map((one) => one.principal(account)));
    const excepted = but.flatMap(({ role }) => (role === undefined ? [] : [matcher(toPattern(nameOf(role)))]));
    const found = new Map<string, NamedPrincipal>();
    for (const who of [...ANYBODY, ...namedIn(hierarchy)]) {
        const arn = who.principal(account);
        // A role's name is unique in its account, whatever its path.
        if (arns.has(arn) || (who.role !== undefined && excepted.some((fits) => fits(nameOf(who.role ?? "")))))
            continue;
        if (who.account !== undefined && who.account !== account) continue;
        if (!arn.includes(":role/aws-service-role/")) found.set(arn, who);
    }
    return [...found.values()];
}

function nameOf(role: string): string {
    return role.slice(role.lastIndexOf("/") + 1);
}

/** The principals that the conditions of an account's policies name, by ARN or user name. */
function namedIn(hierarchy: TestSubject["hierarchy"]): NamedPrincipal[] {
    const policies = hierarchy.levels.flatMap((level) => level.policies.map(({ policy }) => policy));
    const conditions = policies.flatMap(({ statements }) => statements.flatMap((statement) => statement.conditions));
    const names = conditions.flatMap(({ key, values }) => {
        if (key.toLowerCase() === "aws:username") return values.map((value) => `user/${value}`);
        return key.toLowerCase() === "aws:principalarn" ? values : [];
    });
    // A pattern may leave out the beginning of an ARN: `*:role/Admin`.
    return [...new Set(names)].flatMap((name) => readWho(name) ?? readWho(name.slice(name.lastIndexOf(":") + 1)) ?? []);
}
