//! Completion in shells.
//!
//! The script that `clerk-toolkit completions` prints asks this program for candidates each time that Tab is pressed, so
//! commands, flags, tools and files have one source: the definition of the command line. clap's completion engine finds
//! the candidates, and clap's own scripts connect fish, PowerShell and Elvish to it. The scripts for Bash and Zsh are
//! our own, because clap's do not complete `--flag=value` in Bash, and put a space after `name=` in Zsh.

mod candidates;
mod scripts;

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::Path;

use clap::{CommandFactory, ValueEnum};
use clap_complete::engine::{self, CompletionCandidate};
use clap_complete::env::{Elvish, EnvCompleter, Fish, Powershell};

pub(crate) use self::candidates::{arguments, patterns, tools};

use crate::failure::Failure;
use crate::{Cli, output};

/// The name by which the shell starts this program.
const PROGRAM: &str = "clerk-toolkit";

/// The variable by which a script asks for candidates. It holds the name of the shell.
const VARIABLE: &str = "_CLERK_TOOLKIT_COMPLETE";

/// A shell that has completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    #[value(name = "powershell")]
    Pwsh,
    /// Elvish
    Elvish,
}

/// The script that connects a shell to this program.
pub(crate) fn script(shell: Shell) -> io::Result<Vec<u8>> {
    let program = program();
    let mut script = Vec::new();
    let completer: &dyn EnvCompleter = match shell {
        Shell::Bash => return Ok(scripts::bash(&program).into_bytes()),
        Shell::Zsh => return Ok(scripts::zsh(&program).into_bytes()),
        Shell::Fish => &Fish,
        Shell::Pwsh => &Powershell,
        Shell::Elvish => &Elvish,
    };
    completer.write_registration(VARIABLE, PROGRAM, PROGRAM, &program, &mut script)?;
    Ok(script)
}

/// Prints candidates if a shell's script asks for them. Returns `None` if this is an ordinary run.
pub(crate) fn respond() -> Option<Result<(), Failure>> {
    let shell = Shell::from_str(env::var(VARIABLE).ok()?.as_str(), false).ok()?;
    Some(print(shell, words()))
}

/// The words of the command line that is completed, the program's name first.
fn words() -> Vec<OsString> {
    env::args_os().skip_while(|argument| argument != "--").skip(1).collect()
}

fn print(shell: Shell, words: Vec<OsString>) -> Result<(), Failure> {
    if words.is_empty() {
        return Ok(());
    }
    let mut lines = Vec::new();
    if shell == Shell::Elvish {
        let directory = env::current_dir().ok();
        Elvish.write_complete(&mut Cli::command(), words, directory.as_deref(), &mut lines)?;
    } else {
        for candidate in complete(words)? {
            lines.extend_from_slice(line(shell, &candidate).as_bytes());
            lines.push(b'\n');
        }
    }
    output::raw(lines)
}

/// The candidates for the last word.
fn complete(words: Vec<OsString>) -> io::Result<Vec<CompletionCandidate>> {
    let is_empty = words.last().is_some_and(|word| word.is_empty());
    let last = words.len() - 1;
    let mut found = engine::complete(&mut Cli::command(), words, last, env::current_dir().ok().as_deref())?;
    // The engine offers every flag for an empty word too, which hides the values that are wanted there.
    let is_flag = |candidate: &CompletionCandidate| candidate.get_value().as_encoded_bytes().starts_with(b"-");
    if is_empty && !found.iter().all(is_flag) {
        found.retain(|candidate| !is_flag(candidate));
    }
    Ok(found)
}

/// A candidate in the form that the shell's script reads.
fn line(shell: Shell, candidate: &CompletionCandidate) -> String {
    let value = candidate.get_value().to_string_lossy();
    let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
    match (shell, help.lines().next()) {
        (Shell::Bash, _) => value.into_owned(),
        (Shell::Zsh, help) => {
            let value = value.replace('\\', "\\\\").replace(':', "\\:");
            help.map_or_else(|| value.clone(), |help| format!("{value}:{help}"))
        }
        (_, Some(help)) => format!("{value}\t{help}"),
        (_, None) => value.into_owned(),
    }
}

/// What a script calls: this program's name, or its path if it was started by a path.
fn program() -> String {
    let started = env::args_os().next().unwrap_or_default();
    if Path::new(&started).components().count() < 2 {
        return PROGRAM.to_owned();
    }
    std::path::absolute(&started).map_or_else(|_| PROGRAM.to_owned(), |path| path.to_string_lossy().into_owned())
}
