/** A text as one word of a command line in bash or zsh: in single quotes, unless it needs none. */
export function shellWord(text: string): string {
    return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
