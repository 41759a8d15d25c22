import type { Place } from "../../../../definition";

/** The address of a place in a file of the pull request. Undefined if nobody knows it. */
export type SourceLink = (place: Place) => string | undefined;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Links to the files of the pull request, as the variables of GitHub Actions or GitLab CI name its repository. Without these variables,
 * there are no links.
 *
 * @param commit the commit whose files are meant. Absent: the one of the run, which is of a merge that nobody can open in GitHub's
 *   `pull_request` event, so that workflows should give the head of the pull request.
 */
export function sourceLinks(environment: Environment, commit?: string): SourceLink {
    const github = { server: environment.GITHUB_SERVER_URL, repository: environment.GITHUB_REPOSITORY };
    if (github.server !== undefined && github.repository !== undefined) {
        return linksTo(`${github.server}/${escapedPath(github.repository)}/blob`, commit ?? environment.GITHUB_SHA);
    }
    const project = environment.CI_PROJECT_URL;
    if (project !== undefined) return linksTo(`${project}/-/blob`, commit ?? environment.CI_COMMIT_SHA);
    return () => undefined;
}

function linksTo(folder: string, commit: string | undefined): SourceLink {
    if (commit === undefined || commit === "") return () => undefined;
    return ({ file, line }) => {
        // A file outside of the checkout is not in the repository.
        if (file.startsWith("/") || file.split("/").includes("..")) return undefined;
        const at = line === undefined ? "" : `#L${line}`;
        return `${folder}/${encodeURIComponent(commit)}/${escapedPath(file)}${at}`;
    };
}

/** A path with everything escaped that could end a link. */
function escapedPath(file: string): string {
    return file
        .split("/")
        .map((part) => encodeURIComponent(part.replaceAll(/\p{Cs}/gu, "\ufffd")).replaceAll(/[!'()*]/g, hexEscape))
        .join("/");
}

function hexEscape(character: string): string {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
