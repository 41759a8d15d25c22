/** The command that the scripts call. `org --help` does not list it. */
export const ASK_COMMAND = "complete-words";

/**
 * Each script asks the same `org` that is being typed (`./org`, a path, an alias), so it knows that checkout's commands and the
 * definition in the working directory. It passes the typed words on unchanged and never evaluates them. The answer has a line for
 * each candidate, with a tab before its description. The line `:files` asks the shell to complete file names.
 */
const BASH = `# Completion of org in bash, for this shell:        source <(./org completion bash)
# For every shell, write it to ~/.local/share/bash-completion/completions/org, or source it in ~/.bashrc.
_org_complete() {
    local org=\${COMP_WORDS[0]/#\\~\\//$HOME/} word=\${COMP_WORDS[COMP_CWORD]} line
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o default 2>/dev/null
        elif [[ $word == [\\"\\']* ]]; then
            COMPREPLY+=("\${line%%$'\\t'*}")
        else
            COMPREPLY+=("$(printf '%q' "\${line%%$'\\t'*}")")
        fi
    done < <("$org" ${ASK_COMMAND} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _org_complete org
`;

const ZSH = `#compdef org
# Completion of org in zsh, for this shell:        source <(./org completion zsh)
# For every shell, write it to a file _org in a folder of $fpath. It needs compinit.
_org() {
    local org=\${words[1]/#\\~\\//$HOME/} line value note
    local -a candidates
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            _files
        else
            value=\${line%%$'\\t'*} note=\${line#*$'\\t'}
            candidates+=("\${value//:/\\\\:}\${note:+:$note}")
        fi
    done < <("$org" ${ASK_COMMAND} -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
    (( $#candidates )) && _describe 'org' candidates
}
if [[ \${funcstack[1]-} == _org ]]; then
    _org "$@"
else
    compdef _org org
fi
`;

export const SHELL_SCRIPTS: Readonly<Record<string, string>> = { bash: BASH, zsh: ZSH };
