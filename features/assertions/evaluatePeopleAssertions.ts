import { Vocabulary } from "../../definition/access/awsVocabulary";
import type { IdentityDirectory } from "../../definition/access/identityAccess";
import type { KnownIds } from "../../definition/modelSituation";
import type { OrganizationModel } from "../../definition/model";
import type { Problem } from "../../definition/problems";
import { actionsIn } from "./assertedWords";
import { TestSubjects } from "./assertionSubjects";
import { actionsOfClaim, type PeopleAssertionModel } from "./peopleAssertionModel";
import { testedAccounts, testedHolders, unknownPeople } from "./peopleCases";
import { peopleFailures } from "./peopleFailures";
import { describeJoinedDuties, describePeopleFailures } from "./peopleFailureText";
import { joinedDuties } from "./separatedDuties";
import { SessionIndex } from "./sessionIndex";
import { IN_MANAGEMENT, SessionOutcomes } from "./sessionOutcomes";

/** The result of testing assertions about people. */
interface TestedPeopleAssertions {
    /** Every assertion that fails, and the words that nobody knows. */
    readonly problems: readonly Problem[];
    readonly holding: number;
    /** Why others could not be tested, or not in full. */
    readonly untested: readonly string[];
}

/** What all assertions about people are tested with. */
interface PeopleTest {
    readonly directory: IdentityDirectory;
    readonly index: SessionIndex;
    readonly subjects: TestSubjects;
    readonly vocabulary: Vocabulary;
    readonly model: OrganizationModel;
}

/**
 * Tests assertions about people: their permission sets with their boundaries, and the guardrails of their organisation.
 *
 * @param ids the ids of the organisation and the accounts, as far as they are known, because policies may name them.
 */
export async function evaluatePeopleAssertions(
    assertions: readonly PeopleAssertionModel[],
    model: OrganizationModel,
    ids: KnownIds,
    directory: IdentityDirectory,
): Promise<TestedPeopleAssertions> {
    const vocabulary = await Vocabulary.load(
        assertions.flatMap(({ claim }) => actionsOfClaim(claim).map(({ text }) => text)),
        assertions.flatMap(({ contextKeys }) => contextKeys.map(({ text }) => text)),
    );
    const test: PeopleTest = {
        directory,
        index: new SessionIndex(directory),
        subjects: new TestSubjects(model, ids),
        vocabulary,
        model,
    };
    const problems: Problem[] = [];
    const untested: string[] = [];
    let holding = 0;
    for (const assertion of assertions) {
        const found = tested(assertion, test);
        if (typeof found === "string") untested.push(`assertion ${assertion.key} was not tested: ${found}`);
        else if (found.length > 0) problems.push(...found);
        else holding += 1;
    }
    return { problems, holding, untested };
}

/** The mistakes and the failures of one assertion; a text says why it cannot be tested. */
function tested(assertion: PeopleAssertionModel, test: PeopleTest): Problem[] | string {
    const { claim, contextKeys, place, path } = assertion;
    const { directory, index, subjects, vocabulary, model } = test;
    const duties = claim.kind === "nobodyCanBoth" ? claim.duties : [claim.actions];
    const { mistakes } = actionsIn(duties.flat(), contextKeys, vocabulary);
    const unknown = [...mistakes, ...unknownPeople(assertion, directory)];
    if (unknown.length > 0) return unknown;
    const accounts = testedAccounts(assertion, subjects, index, IN_MANAGEMENT);
    if (accounts.length === 0) {
        return "none of its accounts exists, or nothing can be done there because they are in quarantine or suspended";
    }
    const holders = testedHolders(assertion, directory);
    if (holders.length === 0) return "the definition has no people";
    const outcomes = duties.map(
        (duty) => new SessionOutcomes(assertion, actionsIn(duty, [], vocabulary).actions, vocabulary.catalogue),
    );
    if (claim.kind === "nobodyCanBoth") {
        const joined = joinedDuties(assertion, outcomes, holders, accounts, index);
        return joined.length === 0 ? [] : [{ place, path, message: describeJoinedDuties(assertion, joined, model) }];
    }
    const [only] = outcomes;
    const failures = only ? peopleFailures(assertion, holders, accounts, index, only) : [];
    return failures.length === 0 ? [] : [{ place, path, message: describePeopleFailures(assertion, failures, model) }];
}
