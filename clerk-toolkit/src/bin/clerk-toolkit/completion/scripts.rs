//! The scripts for Bash and Zsh.

use super::VARIABLE;

/// Readline splits words at `=` and `:`. The script joins the pieces of each argument up to the cursor, and removes
/// from each candidate what readline does not replace.
const BASH: &str = r#"_clerk_toolkit() {
    local word value kept joins=
    local -a words
    local -i i last=-1
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $i -eq $COMP_CWORD ]]; then
            [[ $word == [=:]* ]] || word=$2
            [[ -z $word && ${COMP_LINE:0:COMP_POINT} == *[[:space:]] ]] && joins=
        fi
        if [[ $last -gt 0 && ( -n $joins || $word == [=:]* ) ]]; then
            words[last]+=$word
        else
            last+=1
            words[last]=$word
        fi
        [[ $word == *[=:] ]] && joins=1 || joins=
    done
    kept=${words[last]%"$2"}
    COMPREPLY=()
    while IFS= read -r value; do
        value=${value#"$kept"}
        COMPREPLY+=("${value// /\\ }")
    done < <(VARIABLE=bash PROGRAM -- "${words[@]}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _clerk_toolkit clerk-toolkit 2>/dev/null || complete -F _clerk_toolkit clerk-toolkit
"#;

/// A value that ends in `=` or `/` gets no space after it. The function has the name of the file in which zsh looks for
/// it, so that the script works from a folder of `fpath` too.
const ZSH: &str = r#"#compdef clerk-toolkit
_clerk-toolkit() {
    local line
    local -a plain=() open=()
    for line in "${(@f)$(VARIABLE=zsh PROGRAM -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
        case "${line%%:*}" in
            '') ;;
            *[=/]) open+=("$line") ;;
            *) plain+=("$line") ;;
        esac
    done
    (( $#plain )) && _describe -V -t values 'value' plain
    (( $#open )) && _describe -V -t values 'value' open -S ''
}
if [[ "${funcstack[1]}" == _clerk-toolkit ]]; then
    _clerk-toolkit "$@"
else
    compdef _clerk-toolkit clerk-toolkit
fi
"#;

/// The script for Bash.
pub(super) fn bash(program: &str) -> String {
    fill(BASH, program)
}

/// The script for Zsh.
pub(super) fn zsh(program: &str) -> String {
    fill(ZSH, program)
}

fn fill(script: &str, program: &str) -> String {
    let quoted = format!("'{}'", program.replace('\'', r"'\''"));
    script.replace("VARIABLE", VARIABLE).replace("PROGRAM", &quoted)
}
