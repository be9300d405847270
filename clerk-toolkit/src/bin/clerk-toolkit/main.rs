//! The command line: Clerk's tools for any MCP client, for a look, for one call, and an instance to try them on.
//!
//! This program only parses arguments and connects what the library has. Each command is one file of `commands`, options
//! that several commands share are files of `options`, code that edits the files of other programs is in `config`, and
//! `completion` serves the shells. Usage errors exit with 2, before anything is served. Runtime errors exit with 1.

mod commands;
mod completion;
mod config;
mod escape;
mod failure;
mod input;
mod options;
mod output;
mod signals;
mod usage;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;
use crate::failure::Failure;

/// A call creates and drops hundreds of small pieces of JSON, which takes the system's allocator an eighth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Most of Clerk's Backend API as tools for AI agents: users, organizations, invitations and more.
#[derive(Debug, Parser)]
#[command(
    name = "clerk-toolkit",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "Examples (--sandbox needs no Clerk account):\n  \
                  clerk-toolkit call getUserCount --sandbox\n  \
                  clerk-toolkit install cursor --sandbox\n  \
                  clerk-toolkit tools getUser\n  \
                  clerk-toolkit mcp --tools users --read-only\n  \
                  clerk-toolkit doctor\n\n\
                  Exit codes: 0 success, 1 runtime error, 2 usage error."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    if let Some(completed) = completion::respond() {
        return exit_code(completed);
    }
    match Cli::try_parse() {
        Ok(cli) => exit_code(cli.command.run()),
        Err(mut error) => {
            let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into()).collect();
            usage::explain(&mut error, &words);
            refuse(&error)
        }
    }
}

fn exit_code(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// Prints clap's message or help. A message that quotes a secret key or hidden characters is printed without them and
/// without colors.
fn refuse(error: &clap::Error) -> ExitCode {
    let plain = error.to_string();
    if output::shown(&plain) == plain {
        error.exit();
    }
    output::note(plain.trim_end());
    ExitCode::from(2)
}
